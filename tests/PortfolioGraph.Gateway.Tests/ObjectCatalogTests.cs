using PortfolioGraph.Gateway.Graph.Objects;
using PortfolioGraph.Holdings;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;
using PortfolioGraph.Holdings.Tokens;
using PortfolioGraph.Holdings.Wallets;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>How what providers say of a token, a network or a platform becomes one object.</summary>
public sealed class ObjectCatalogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChainId Ethereum = ChainId.Parse("eip155:1");

    [Fact]
    public void Token_OfWhichSeveralProvidersSaySomething_HasAllOfIt_TheMoreSpecificFirst()
    {
        var objects = new AnswerObjects(new ObjectCatalog());
        var (okx, position, neptune) = (Token("id") with { Symbol = "T" }, Token("id") with { Symbol = "T", Decimals = 6, LogoUrl = "https://okx.example" },
            Token("id") with { Symbol = "TT", Name = "Token" });

        objects.Read(Balances("okx", Noon, okx));
        objects.Read(Position("okx", position));
        objects.Read(Balances("neptune", Noon.AddHours(-1), neptune));

        var token = objects.Of(okx);
        (token.Symbol, token.Name, token.Decimals, token.LogoUrl).ShouldBe(("TT", "Token", 6, "https://okx.example"));
        objects.Of(neptune).ShouldBeSameAs(token);
        objects.FindToken("id").ShouldBeSameAs(token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Token_ThatTwoWalletsNameDifferently_HasOneName_WhicheverAnswerComesFirst(bool reversed)
    {
        var catalog = new ObjectCatalog();
        var one = Balances("mesh", Noon, Token("mesh:ETH") with { Name = "Ether" });
        var other = Balances("mesh", Noon.AddSeconds(reversed ? -3 : 3), Token("mesh:ETH") with { Name = "Ethereum", Symbol = "ETH" });

        // Each of several answers makes the same of it.
        for (var i = 0; i < 3; i++)
        {
            var objects = new AnswerObjects(catalog);
            foreach (var answer in reversed ? [other, one] : new[] { one, other }) objects.Read(answer with { });
            var token = objects.Of(Token("mesh:ETH"));
            (token.Name, token.Symbol).ShouldBe(("Ether", "ETH"));
        }
    }

    [Fact]
    public void Token_OfAWalletThatNamesItDifferentlyThanAnother_IsNamedAsInTheAnswer()
    {
        var catalog = new ObjectCatalog();
        new AnswerObjects(catalog).Read(Balances("mesh", Noon, Token("mesh:ETH") with { Name = "Aether", LogoUrl = "https://a.example" }));
        var objects = new AnswerObjects(catalog);
        objects.Read(Balances("mesh", Noon.AddMinutes(-1), Token("mesh:ETH") with { Name = "Ether" }));

        (objects.Of(Token("mesh:ETH")).Name, objects.Of(Token("mesh:ETH")).LogoUrl).ShouldBe(("Ether", "https://a.example"));
    }

    [Fact]
    public void Object_OfAnAnswer_StaysAsItWasGiven()
    {
        var catalog = new ObjectCatalog();
        var objects = new AnswerObjects(catalog);
        objects.Read(Balances("okx", Noon, Token("id")));
        var before = objects.Of(Token("id"));

        objects.Read(Position("okx", Token("id") with { Decimals = 8 }));

        objects.Of(Token("id")).ShouldBeSameAs(before);
        new AnswerObjects(catalog).Of(Token("id")).Decimals.ShouldBe(8);
    }

    [Fact]
    public void Coin_OfAChainThatWeKnow_IsCalledAsWeCallIt()
    {
        var objects = new AnswerObjects(new ObjectCatalog());
        var coin = Token("eip155:137/slip44:966") with { Kind = TokenKind.Native, Symbol = "MATIC", Network = Network.Of(ChainId.Parse("eip155:137")) };
        objects.Read(Balances("okx", Noon, coin));

        (objects.Of(coin).Symbol, objects.Of(coin).Decimals).ShouldBe(("POL", 18));
    }

    [Fact]
    public void Network_HasTheNameOfOurRegistry_AndTheLogoOfWhoeverHasOne()
    {
        var objects = new AnswerObjects(new ObjectCatalog());
        objects.Read([Network.Of(Ethereum) with { Name = "ETH Mainnet", LogoUrl = "https://logo.example" }, Network.Unmapped("okx", "13", "Thirteen")], "okx", Noon);

        (objects.Of(Network.Of(Ethereum)).Name, objects.Of(Network.Of(Ethereum)).LogoUrl).ShouldBe(("Ethereum", "https://logo.example"));
        objects.Of(Network.Unmapped("okx", "13")).Name.ShouldBe("Thirteen");
        objects.Of(Network.Unmapped("okx", "13")).ChainId.ShouldBeNull();
    }

    [Fact]
    public void Platform_OfAPosition_HasTheLinksOfTheList()
    {
        var objects = new AnswerObjects(new ObjectCatalog());
        var bare = new Platform("okx:1", "1", "Aave");
        objects.Read(new WalletAnswer
        {
            Wallet = WalletKey.ForOkxAccount("a"), ProviderId = "okx", Sources = [],
            Platforms =
            [
                new PlatformHolding
                {
                    Wallet = WalletKey.ForOkxAccount("a"), Platform = bare with { Url = "https://aave.example" }, InvestmentCount = 1, Networks = [],
                    Source = new Source("okx", Noon),
                },
            ],
        });

        objects.Of(bare).Url.ShouldBe("https://aave.example");
    }

    [Fact]
    public void Catalog_IsBounded()
    {
        var store = new StatementStore<Token>(new TokenRules(), maxObjects: 10);
        for (var i = 0; i < 100; i++) store.Add(Token($"{i}"), new StatementSource("okx", StatementKind.Balance, Noon));

        store.Find("99").ShouldNotBeNull();
        store.Find("5").ShouldBeNull();
        Enumerable.Range(0, 100).Count(i => store.Find($"{i}") is not null).ShouldBeLessThanOrEqualTo(10);
    }

    private static Token Token(string id) => new() { Id = id, Kind = TokenKind.Fungible };

    private static WalletAnswer Balances(string provider, DateTimeOffset at, params Token[] tokens) => new()
    {
        Wallet = WalletKey.ForOkxAccount("a"),
        ProviderId = provider,
        Sources = [],
        TokenBalances = [.. tokens.Select(t => new TokenBalance { Wallet = WalletKey.ForOkxAccount("a"), Token = t, Source = new Source(provider, at) })],
    };

    private static DefiPosition Position(string provider, Token token) => new()
    {
        Key = "p", Wallet = WalletKey.ForOkxAccount("a"), Name = "P", Kind = PositionKind.Save, Source = new Source(provider, Noon),
        Assets = [new PositionAsset { Token = token }],
    };
}
