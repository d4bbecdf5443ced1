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
    private const string Chain = "eip155:1/erc20:0x1111111111111111111111111111111111111111";

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

    [Theory]
    [InlineData("mesh:ZZCOIN")]
    [InlineData("mesh::a/b")]
    [InlineData("okx:1:symbol:X")]
    public void Token_WithoutAnIdOfAChain_IsWhatThisAnswerSays_AndNothingOfAnother(string id)
    {
        var catalog = new ObjectCatalog();
        id = id.Replace("/", "%2F");
        new AnswerObjects(catalog).Read(Balances("mesh", Noon, Token(id) with { Name = "Private", LogoUrl = "https://a.example" }));
        var objects = new AnswerObjects(catalog);

        new AnswerObjects(catalog).FindToken(id).ShouldBeNull();
        new AnswerObjects(catalog).Of(Token(id)).Name.ShouldBeNull();
        objects.Read(Balances("mesh", Noon, Token(id) with { Name = "Own" }));
        (objects.Of(Token(id)).Name, objects.Of(Token(id)).LogoUrl).ShouldBe(("Own", null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Token_ThatAProviderNamesDifferently_IsTheSameInWhateverOrderTheAnswersArrive(int first)
    {
        var catalog = new ObjectCatalog();
        var names = new[] { "LPx", "LP", "LPy" };
        AnswerObjects? last = null;
        for (var i = 0; i < 3; i++)
        {
            (last = new AnswerObjects(catalog)).Read(Balances("okx", Noon.AddMinutes(i), Token(Chain) with { Name = names[(first + i) % 3] }));
        }

        last!.Of(Token(Chain)).Name.ShouldBe("LP");
        new AnswerObjects(catalog).Of(Token(Chain)).Name.ShouldBe("LP");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Token_ThatAProviderRenames_HasTheNameOfItsLatestTime(bool reversed)
    {
        var catalog = new ObjectCatalog();
        (string Name, int Minute)[] said = [("A", 1), ("B", 2), ("A", 0)];
        foreach (var (name, minute) in reversed ? said.Reverse() : said)
        {
            var answer = Balances("okx", Noon, Token(Chain) with { Name = name });
            new AnswerObjects(catalog).Read(answer with
            {
                TokenBalances = [.. answer.TokenBalances.Select(b => b with { Source = b.Source with { AsOf = Noon.AddMinutes(minute) } })],
            });
        }

        new AnswerObjects(catalog).Of(Token(Chain)).Name.ShouldBe("B");
    }

    [Fact]
    public void Object_OfAnAnswer_StaysAsItWasGiven()
    {
        var catalog = new ObjectCatalog();
        var objects = new AnswerObjects(catalog);
        objects.Read(Balances("okx", Noon, Token(Chain)));
        var before = objects.Of(Token(Chain));

        objects.Read(Position("okx", Token(Chain) with { Decimals = 8 }));

        objects.Of(Token(Chain)).ShouldBeSameAs(before);
        new AnswerObjects(catalog).Of(Token(Chain)).Decimals.ShouldBe(8);
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
        objects.Read([Network.Of(Ethereum) with { Name = "ETH Mainnet", LogoUrl = "https://logo.example" }, Network.Unmapped("okx", "13", "Thirteen")], "okx");

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
