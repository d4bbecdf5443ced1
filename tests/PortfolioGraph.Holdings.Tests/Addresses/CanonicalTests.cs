using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Holdings.Tests.Addresses;

/// <summary>One form per account and per token, whoever names it and however.</summary>
public class CanonicalTests
{
    private const string Ethereum = "eip155:1";
    private const string Bitcoin = "bip122:000000000019d6689c085ae165831e93";
    private const string BitcoinCash = "bip122:000000000000000000651ef99cb9fcbe";
    private const string Litecoin = "bip122:12a765e31ffd4059bada1e25190f6e98";
    private const string Injective = "cosmos:injective-1";
    private const string Hub = "cosmos:cosmoshub-4";
    private const string Tron = "tron:0x2b6653dc";
    private const string Ton = "tvm:-239";
    private const string Solana = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
    private const string Starknet = "starknet:SN_MAIN";
    private const string Stacks = "stacks:1";
    private const string Felt = "0x049d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7";
    private const string TonRaw = "0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e";
    private const string TonFriendly = "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF";

    public static TheoryData<string, string, string[]> Accounts => new()
    {
        { Ethereum, "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED", "0x5Aaeb6053f3e94c9b9a09f33669435e7ef1beaed"] },
        { Bitcoin, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", ["BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4"] },
        { Litecoin, "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", ["LTC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KGMN4N9"] },
        { BitcoinCash, "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", ["qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A", "BITCOINCASH:QPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVY22GDX6A", "bitcoincash:zpm2qsznhks23z7629mms6s4cwef74vcwvrqekrq9w", "zpm2qsznhks23z7629mms6s4cwef74vcwvrqekrq9w"] },
        { Hub, "cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c", ["COSMOS1W508D6QEJXTDG4Y5R3ZARVARY0C5XW7K6AH60C"] },
        { Injective, "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", ["INJ1T2HTVPFL862VNWDQNUEKD9P4ULH3H6HDA7FRN9"] },
        { Tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", ["41a614f803b6fd780986a42c78ec9c7f77e6ded13c", "41A614F803B6FD780986A42C78EC9C7F77E6DED13C"] },
        { Ton, TonRaw, [TonFriendly, "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF", "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA", "0:CA6E321C7CCE9ECEDF0A8CA2492EC8592494AA5FB5CE0387DFF96EF6AF982A3E"] },
        { "sui:mainnet", "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331", ["0x2a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331", "0X02A212DE6A9DFA3A69E22387ACFBAFBB1A9E591BD9D636E7895DCFC8DE05F331"] },
        { "aptos:1", "0x000212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331", ["0x212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331", "0x0212DE6A9DFA3A69E22387ACFBAFBB1A9E591BD9D636E7895DCFC8DE05F331"] },
        { Starknet, Felt, ["0x49d36570d4e46f48e99674bd3fcc84644ddd6b96f7c741b1562b82f9e004dc7", "0x049D36570D4E46F48E99674BD3FCC84644DDD6B96F7C741B1562B82F9E004DC7"] },
        { Stacks, "SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7", ["sp2j6zy48gv1ez5v2v5rb9mp66sw86pykknrv9ej7", "SP2J6ZY48GVLEZ5V2V5RB9MP66SW86PYKKNRV9EJ7"] },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Account_InAnySpelling_IsTheSame(string chain, string canonical, string[] spellings)
    {
        var id = ChainId.Parse(chain);
        foreach (var spelling in spellings.Prepend(canonical))
        {
            AddressValidator.Canonical(id, spelling).ShouldBe(canonical, spelling);
            AddressValidator.AccountOf(id, spelling)!.Value.Address.ShouldBe(canonical);
        }

        // What a person types has to be right to the last character, but for that it is the same.
        foreach (var spelling in spellings.Where(s => !s.StartsWith("0X5", StringComparison.Ordinal) && !s.StartsWith("0x5Aa", StringComparison.Ordinal)))
        {
            var check = AddressValidator.Check(spelling, id);
            check.IsValid.ShouldBeTrue($"{spelling}: {check.Reason}");
            check.Canonical.ShouldBe(canonical);
            check.IsOn(id).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(Solana, "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")]
    [InlineData(Solana, "epjfwdd5aufqssqem2qn1xzybapc8g4weggkzwytdt1v")]
    [InlineData(Ethereum, "0xABC")]
    [InlineData(Ethereum, "vitalik.eth")]
    [InlineData(Bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNA")]
    [InlineData(Injective, "inj1ABC")]
    [InlineData(Starknet, "0xyz")]
    [InlineData(Stacks, "Alice")]
    public void Account_WithoutTheFormOfOne_StaysAsItIsWritten(string chain, string address) =>
        AddressValidator.Canonical(ChainId.Parse(chain), address).ShouldBe(address);

    [Theory]
    [InlineData("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")]
    [InlineData("41a614f803b6fd780986a42c78ec9c7f77e6ded13c")]
    public void Check_BareCashAddrAndTronInHex_NeedNoNetwork(string address) => AddressValidator.Check(address).IsValid.ShouldBeTrue();

    [Fact]
    public void Check_BareCashAddrWithAMistake_SaysWhy() =>
        AddressValidator.Check("qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q").Reason.ShouldBe("checksum: the last eight characters do not match the rest (CashAddr)");

    public static TheoryData<string, string, string[]> Tokens => new()
    {
        { Ethereum, "", ["0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE", "0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", "0xEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE"] },
        { "eip155:8453", "", ["0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"] },
        { "eip155:424242", "", ["0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE"] },
        { Ethereum, "0xdac17f958d2ee523a2206206994597c13d831ec7", ["0xdAC17F958D2ee523a2206206994597C13D831ec7", "0XDAC17F958D2EE523A2206206994597C13D831EC7"] },
        { "sui:mainnet", "0x2::sui::SUI", ["0x0000000000000000000000000000000000000000000000000000000000000002::sui::SUI", "0x02::sui::SUI", "0X2::sui::SUI"] },
        { "sui:mainnet", "0x2::coin::Coin<0x2::sui::SUI>", ["0x0000000000000000000000000000000000000000000000000000000000000002::coin::Coin<0x02::sui::SUI>"] },
        { "sui:mainnet", "0x06864a6f921804860930db6ddbe2e16acdf8504495ea7481637a1c8b9a8fe54b::cetus::CETUS", ["0x6864A6F921804860930DB6DDBE2E16ACDF8504495EA7481637A1C8B9A8FE54B::cetus::CETUS"] },
        { "aptos:1", "0x1::aptos_coin::AptosCoin", ["0x0000000000000000000000000000000000000000000000000000000000000001::aptos_coin::AptosCoin"] },
        { "aptos:1", "0xa", ["0x000000000000000000000000000000000000000000000000000000000000000A"] },
        { "aptos:1", "0x000000000000000000000000000000000000000000000000000000000000abcd::lp::LP<0x1::a::A,0x2::b::B0x3>", ["0xABCD::lp::LP<0x1::a::A, 0x02::b::B0x3>"] },
        { Ton, TonFriendly, ["EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF", "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA", TonRaw, TonRaw.ToUpperInvariant()] },
        { Injective, "ibc/C4CFF46FD6DE35CA4CF4CE031E643C8FDC9BA4B99AE598E9B0ED98FE3A2319F9", ["ibc/c4cff46fd6de35ca4cf4ce031e643c8fdc9ba4b99ae598e9b0ed98fe3a2319f9", "IBC/C4CFF46FD6DE35CA4CF4CE031E643C8FDC9BA4B99AE598E9B0ED98FE3A2319F9"] },
        { Injective, "inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", ["INJ1T2HTVPFL862VNWDQNUEKD9P4ULH3H6HDA7FRN9"] },
        { Injective, "factory/inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9/aToken", ["factory/INJ1T2HTVPFL862VNWDQNUEKD9P4ULH3H6HDA7FRN9/aToken"] },
        { Injective, "peggy0xdac17f958d2ee523a2206206994597c13d831ec7", ["peggy0xdAC17F958D2ee523a2206206994597C13D831ec7", "peggy0xDAC17F958D2EE523A2206206994597C13D831EC7"] },
        { Injective, "peggy0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee", ["peggy0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE"] },
        { Injective, "factory/inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9/0xdAC17F958D2ee523a2206206994597C13D831ec7", ["factory/INJ1T2HTVPFL862VNWDQNUEKD9P4ULH3H6HDA7FRN9/0xdAC17F958D2ee523a2206206994597C13D831ec7"] },
        { Injective, "", ["inj"] },
        { Hub, "", ["uatom"] },
        { Tron, "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", ["41a614f803b6fd780986a42c78ec9c7f77e6ded13c"] },
        { Starknet, Felt, ["0x49D36570D4E46F48E99674BD3FCC84644DDD6B96F7C741B1562B82F9E004DC7"] },
        { Stacks, "SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7.my-Token", ["sp2j6zy48gv1ez5v2v5rb9mp66sw86pykknrv9ej7.my-Token"] },
    };

    [Theory]
    [MemberData(nameof(Tokens))]
    public void Token_InAnySpelling_HasOneAddressAndOneId(string chain, string canonical, string[] spellings)
    {
        var id = ChainId.Parse(chain);
        foreach (var spelling in spellings.Prepend(canonical))
        {
            TokenAddress.Canonical(id, spelling).ShouldBe(canonical, spelling);
            TokenIds.For(id, spelling).ShouldBe(TokenIds.For(id, canonical));
            TokenIds.AssetIdOf(id, spelling).ShouldBe(TokenIds.AssetIdOf(id, canonical));
        }
    }

    [Theory]
    [InlineData(Solana, "epjfwdd5aufqssqem2qn1xzybapc8g4weggkzwytdt1v")]
    [InlineData(Injective, "peggy0xdAC17F958D2ee523a2206206994597C13D831ec")]
    [InlineData(Injective, "peggy0xdAC17F958D2ee523a2206206994597C13D831ec77")]
    [InlineData(Injective, "peggy0xdAC17F958D2ee523a2206206994597C13D831ecG")]
    [InlineData(Injective, "Peggy0xdAC17F958D2ee523a2206206994597C13D831ec7")]
    [InlineData(Injective, "factory/inj1abc/aToken")]
    [InlineData(Injective, "factory/inj1abc/x0xdAC17F958D2ee523a2206206994597C13D831ec7")]
    [InlineData(Injective, "factory/inj1abc/0xdAC17F958D2ee523a2206206994597C13D831ec7/a")]
    [InlineData(Injective, "factory/inj1abc/0xdAC17F958D2ee523a2206206994597C13D831ec7A")]
    [InlineData(Injective, "ibc/xyz")]
    [InlineData(Hub, "inj")]
    [InlineData(Bitcoin, "btc-brc20-ordi")]
    [InlineData("sui:mainnet", "SUI")]
    [InlineData(Tron, "1002000")]
    [InlineData(Ethereum, "0xeeee")]
    public void Token_WithoutAnotherSpelling_StaysAsItIsWritten(string chain, string address) =>
        TokenAddress.Canonical(ChainId.Parse(chain), address).ShouldBe(address);

    [Fact]
    public void Token_OfAnyLength_HasAnIdOfBoundedLength()
    {
        var injective = ChainId.Parse(Injective);
        var ids = new HashSet<string>();
        foreach (var length in new[] { 300, 3_050, 100_000 })
        {
            foreach (var piece in new[] { "x", "🍕", "\ud83c", "%" })
            {
                var id = TokenIds.For(injective, "factory/" + string.Concat(Enumerable.Repeat(piece, length)));
                id.Length.ShouldBeLessThan(300);
                ids.Add(id).ShouldBeTrue();
                TokenIds.TryParse(id, out _, out _).ShouldBeFalse("the address is not all there");
            }
        }
    }

    [Fact]
    public void TokenId_OfATokenNamedNative_IsNotTheCoin()
    {
        var chain = ChainId.Parse("cosmos:osmosis-1");
        TokenIds.For(chain, "native").ShouldNotBe(TokenIds.For(chain, ""));
        TokenIds.TryParse(TokenIds.For(chain, "native"), out _, out var address).ShouldBeTrue();
        address.ShouldBe("native");
    }
}
