using FsCheck;
using FsCheck.Fluent;
using PortfolioGraph.Holdings.Addresses;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Tests.Addresses;

public sealed class AddressValidatorTests
{
    private const string Hex64 = "0x02a212de6a9dfa3a69e22387acfbafbb1a9e591bd9d636e7895dcfc8de05f331";
    private const string Bitcoin = "bip122:000000000019d6689c085ae165831e93";
    private const string BitcoinCash = "bip122:000000000000000000651ef99cb9fcbe";
    private const string Litecoin = "bip122:12a765e31ffd4059bada1e25190f6e98";
    private const string Dogecoin = "bip122:1a91e3dace36e2be3bf030a65679fe82";
    private const string Dash = "bip122:00000ffd590b1485b3caadc19b22e637";

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    [InlineData("0x0000000000000000000000000000000000000000")]
    public void Check_EvmAddress_PassesInChecksumLowerAndUpperCase(string address)
    {
        foreach (var spelling in new[] { address, address.ToLowerInvariant(), "0x" + address[2..].ToUpperInvariant() })
        {
            var check = AddressValidator.Check(spelling);
            check.IsValid.ShouldBeTrue(check.Reason);
            check.Family.ShouldBe(ChainFamily.Evm);
            check.Canonical.ShouldBe(address.ToLowerInvariant());
            check.Display.ShouldBe(address);
            check.Chain.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData("0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359", "checksum: expected 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359 (EIP-55)")]
    [InlineData("0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "checksum: expected 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed (EIP-55)")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", "wrong length: 40 hex digits follow 0x (64 for Sui and Aptos), not 39")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeda", "wrong length: 40 hex digits follow 0x (64 for Sui and Aptos), not 41")]
    [InlineData("0x", "wrong length: 40 hex digits follow 0x (64 for Sui and Aptos), not 0")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg", "'g' is no hex digit")]
    [InlineData("0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "it must start with 0x, in lower case")]
    [InlineData("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x is missing: write 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
    public void Check_BrokenEvmAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Evm, reason);

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Bitcoin)]
    [InlineData("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", Bitcoin)]
    [InlineData("1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH", Bitcoin)]
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", Bitcoin)]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", Bitcoin)]
    [InlineData("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", Bitcoin)]
    [InlineData("ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9", Litecoin)]
    [InlineData("LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ", Litecoin)]
    [InlineData("MJaRnao1s62a2zAKSkmG582KbLKianqb7v", Litecoin)]
    [InlineData("DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE", Dogecoin)]
    [InlineData("A37YDYSwz3438rFtm1SLVcQHyD7JeueC9H", Dogecoin)]
    [InlineData("XmN7PQYWKn5MJFna5fRYgP6mxT2F7xpekE", Dash)]
    [InlineData("7d5vJtfDixGnEFRNcVSRarmaCBZeScHACn", Dash)]
    [InlineData("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", BitcoinCash)]
    [InlineData("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", null)]
    [InlineData("mrCDrCybB6J1vRfbwM5hemdJz73FwDBC8r", null)]
    [InlineData("2N3vVYSK5XRgVSGWy21PnsRmBUywSQNdCsf", null)]
    public void Check_BitcoinFamilyAddress_NamesItsChain(string address, string? chain)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeTrue(check.Reason);
        check.Family.ShouldBe(ChainFamily.Bitcoin);
        check.Chain?.ToString().ShouldBe(chain);
        check.Chain.HasValue.ShouldBe(chain is not null);
        check.Canonical.ShouldBe(address.StartsWith("BC1", StringComparison.Ordinal) ? address.ToLowerInvariant() : address);
        AddressValidator.Check(address, ChainFamily.Bitcoin).ShouldBe(check);
    }

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "checksum: the last four bytes do not match the rest (base58check)")]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfa", "checksum: the last four bytes do not match the rest (base58check)")]
    [InlineData("13RJa7YdZQz3JHotw6gx1sco2AAPDrMZM", "wrong length: 19 bytes after the version, not 20")]
    [InlineData("24kPZCmVgzfkpGdXExy56234MRHrsqQxNWE", "unknown version 0x99")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "checksum: the last six characters do not match the rest (bech32)")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh", "checksum: witness version 0 takes bech32, not bech32m (BIP-350)")]
    [InlineData("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zs2a8zr3", "checksum: witness version 1 takes bech32m, not bech32 (BIP-350)")]
    [InlineData("bc13w508d6qejxtdg4y5r3zarvary0c5xw7kxflzvg", "there is no such witness version")]
    [InlineData("bc1gmk9yu", "there is no such witness version")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvaryvjsqfh9", "wrong length: a witness program of version 0 with 16 bytes")]
    [InlineData("bc1pw5dgrnzv", "wrong length: a witness program of version 1 with 1 bytes")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7klumv90d", "bits are left over after the witness program")]
    [InlineData("bc1Qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "mixed case: bech32 is all lower or all upper case")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3b4", "'b' is no bech32 character")]
    [InlineData("bc1q", "wrong length: too short for bech32, with 4 characters")]
    [InlineData("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q", "checksum: the last eight characters do not match the rest (CashAddr)")]
    [InlineData("bitcoincash:Qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", "mixed case: CashAddr is all lower or all upper case")]
    [InlineData("bitcoincash:b", "'b' is no CashAddr character")]
    [InlineData("bitcoincash:q", "wrong length: too short for CashAddr")]
    public void Check_BrokenBitcoinFamilyAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Bitcoin, reason);

    [Theory]
    [InlineData("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")]
    [InlineData("11111111111111111111111111111111")]
    [InlineData("So11111111111111111111111111111111111111112")]
    [InlineData("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA")]
    public void Check_SolanaAddress_IsBase58Of32Bytes(string address)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeTrue(check.Reason);
        check.Family.ShouldBe(ChainFamily.Solana);
        check.Canonical.ShouldBe(address);
        check.Display.ShouldBe(address);
    }

    [Theory]
    [InlineData("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "wrong length: base58 of 23 bytes, not of 32")]
    [InlineData("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1vv", "wrong length: base58 of 33 bytes, not of 32")]
    [InlineData("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt", "wrong length: base58 of 31 bytes, not of 32")]
    public void Check_BrokenSolanaAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Solana, reason);

    [Theory]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "cosmos:injective-1")]
    [InlineData("INJ1T2HTVPFL862VNWDQNUEKD9P4ULH3H6HDA7FRN9", "cosmos:injective-1")]
    [InlineData("inj1nc7gjkf2mhp34a6gquhurg8qahnw5kxs5u3s4u", "cosmos:injective-1")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k6ah60c", "cosmos:cosmoshub-4")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zs3g5a9l", "cosmos:cosmoshub-4")]
    [InlineData("celestia1w508d6qejxtdg4y5r3zarvary0c5xw7kthx244", "cosmos:celestia")]
    [InlineData("osmo1w508d6qejxtdg4y5r3zarvary0c5xw7kjxy2e2", null)]
    [InlineData("chihuahua1w508d6qejxtdg4y5r3zarvary0c5xw7keg65w6", null)]
    public void Check_CosmosAddress_NamesItsChainByPrefix(string address, string? chain)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeTrue(check.Reason);
        check.Family.ShouldBe(ChainFamily.Cosmos);
        check.Canonical.ShouldBe(address.ToLowerInvariant());
        check.Chain?.ToString().ShouldBe(chain);
        check.Chain.HasValue.ShouldBe(chain is not null);
    }

    [Theory]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn8", "checksum: the last six characters do not match the rest (bech32)")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn", "checksum: the last six characters do not match the rest (bech32)")]
    [InlineData("inj1T2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "mixed case: bech32 is all lower or all upper case")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frnb", "'b' is no bech32 character")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7k0p8k26", "checksum: Cosmos chains take bech32, not bech32m")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xwc5zyahw", "wrong length: 19 bytes, not 20 or 32")]
    [InlineData("cosmos1w508d6qejxtdg4y5r3zarvary0c5xw7kpc3rdus", "bits are left over after the last byte")]
    [InlineData("cosmosvaloper1w508d6qejxtdg4y5r3zarvary0c5xw7klfr0rt", "'cosmosvaloper' marks a validator or a key, not an account")]
    public void Check_BrokenCosmosAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Cosmos, reason);

    [Theory]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]
    [InlineData("TLeUZDGLWnyiJVFcp3m3M1782uBsGWa8uf")]
    public void Check_TronAddress_Passes(string address)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeTrue(check.Reason);
        check.Family.ShouldBe(ChainFamily.Tron);
        check.Canonical.ShouldBe(address);
    }

    [Theory]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u", "checksum: the last four bytes do not match the rest (base58check)")]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6", "wrong length: 34 characters, not 33")]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6tt", "wrong length: 34 characters, not 35")]
    [InlineData("Tjz5YKZdDySb7vPhqU6Mq8NufQSowbLGS9", "it does not decode to 0x41 and 20 bytes")]
    public void Check_BrokenTronAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Tron, reason);

    [Theory]
    [InlineData("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF")]
    [InlineData("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF")]
    [InlineData("UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA")]
    [InlineData("0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e")]
    [InlineData("0:CA6E321C7CCE9ECEDF0A8CA2492EC8592494AA5FB5CE0387DFF96EF6AF982A3E")]
    public void Check_TonAddress_HasOneCanonicalForm(string address)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeTrue(check.Reason);
        check.Family.ShouldBe(ChainFamily.Ton);
        check.Canonical.ShouldBe("0:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e");
        check.Display.ShouldBe("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF");
    }

    [Fact]
    public void Check_TonMasterchain_KeepsTheWorkchain() =>
        AddressValidator.Check("Ef_KbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPk6N").Canonical
            .ShouldBe("-1:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e");

    [Theory]
    [InlineData("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHG", "checksum: the last two bytes do not match the rest")]
    [InlineData("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrH", "wrong length: a user-friendly address has 48 characters, not 47")]
    [InlineData("kQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPgpP", "it is for the test network only")]
    [InlineData("0QDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPleK", "it is for the test network only")]
    [InlineData("IgDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPvAA", "unknown tag 0x22")]
    [InlineData("EQXKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPisr", "there is no workchain 5")]
    [InlineData("7:ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e", "there is no workchain 7")]
    [InlineData("0:ca6e", "64 hex digits follow the workchain")]
    [InlineData("0:ga6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e", "64 hex digits follow the workchain")]
    public void Check_BrokenTonAddress_SaysWhy(string address, string reason) => ShouldBeRefused(address, ChainFamily.Ton, reason);

    [Fact]
    public void Check_64HexDigits_AreSuiUnlessAptosIsMeant()
    {
        AddressValidator.Check(Hex64).Family.ShouldBe(ChainFamily.Sui);
        AddressValidator.Check(Hex64.ToUpperInvariant().Replace("0X", "0x")).Canonical.ShouldBe(Hex64);
        AddressValidator.Check(Hex64, ChainFamily.Aptos).Family.ShouldBe(ChainFamily.Aptos);
        AddressValidator.Check(Hex64, ChainFamily.Aptos).IsOn(ChainId.Parse("aptos:1")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0x2", ChainFamily.Sui, "it does not have the form of a Sui address: 0x and 64 hex digits")]
    [InlineData("0x1", ChainFamily.Aptos, "it does not have the form of an Aptos address: 0x and 64 hex digits")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", ChainFamily.Sui, "it is an address of the EVM family, not of Sui")]
    [InlineData("EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", ChainFamily.Evm, "it is an address of the Solana family, not of EVM")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", ChainFamily.Ton, "it is an address of the EVM family, not of TON")]
    [InlineData("0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359", ChainFamily.Evm, "checksum: expected 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359 (EIP-55)")]
    [InlineData("hello", ChainFamily.Evm, "it does not have the form of an EVM address: 0x and 40 hex digits")]
    [InlineData("hello", ChainFamily.Bitcoin, "it does not have the form of a Bitcoin address: base58check or segwit")]
    [InlineData("hello", ChainFamily.Solana, "it does not have the form of a Solana address: base58 of 32 bytes")]
    [InlineData("hello", ChainFamily.Cosmos, "it does not have the form of a Cosmos address: bech32, such as inj1… or cosmos1…")]
    [InlineData("hello", ChainFamily.Tron, "it does not have the form of a Tron address: 34 characters of base58 that start with T")]
    [InlineData("hello", ChainFamily.Ton, "it does not have the form of a TON address: workchain:hex, or 48 characters of base64")]
    [InlineData("vitalik.eth", ChainFamily.Evm, "names are not resolved; give the address")]
    public void Check_AgainstAFamily_SaysWhatItIsInstead(string address, ChainFamily family, string reason)
    {
        var check = AddressValidator.Check(address, family);
        check.IsValid.ShouldBeFalse();
        check.Family.ShouldBe(family);
        check.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Check_OtherFamily_TakesWhatIsReadable()
    {
        AddressValidator.Check("SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7", ChainFamily.Other).Canonical.ShouldBe("SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7");
        AddressValidator.Check("a b", ChainFamily.Other).Reason.ShouldBe("it has white space in it");
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" ", "it has white space in it")]
    [InlineData(" 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "it has white space in it")]
    [InlineData("legal winner thank year wave sausage worth useful legal winner thank yellow", "it has white space in it")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeÄed", "it has characters that no address has")]
    [InlineData("a\u0000b", "it has characters that no address has")]
    [InlineData("vitalik.eth", "names are not resolved; give the address")]
    [InlineData("bonfida.sol", "names are not resolved; give the address")]
    [InlineData("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "this is an account id (CAIP-10): give it as an account, not as an address")]
    [InlineData("hello", "it does not have the form of an address of any known family")]
    public void Check_NoAddressAtAll_SaysWhatItIs(string text, string reason) => ShouldBeRefused(text, null, reason);

    [Fact]
    public void Check_TooLong_IsRefused() => ShouldBeRefused(new string('1', 129), null, "wrong length: no address has more than 128 characters");

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")]
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0")]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9")]
    [InlineData("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]
    [InlineData("EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF")]
    [InlineData("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")]
    public void Check_AnyOneCharacterChanged_IsRefused(string address)
    {
        for (var i = 0; i < address.Length; i++)
        {
            var broken = address[..i] + (address[i] == '8' ? '9' : '8') + address[(i + 1)..];
            AddressValidator.Check(broken).IsValid.ShouldBeFalse(broken);
        }
    }

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "eip155:1", true)]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "eip155:999999", true)]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Bitcoin, false)]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", Bitcoin, true)]
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", Litecoin, false)]
    [InlineData("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", Bitcoin, false)]
    [InlineData("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", "bip122:000000000933ea01ad0ee984209779ba", true)]
    [InlineData("osmo1w508d6qejxtdg4y5r3zarvary0c5xw7kjxy2e2", "cosmos:osmosis-1", true)]
    [InlineData("osmo1w508d6qejxtdg4y5r3zarvary0c5xw7kjxy2e2", "cosmos:injective-1", false)]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "cosmos:injective-1", true)]
    [InlineData("inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "cosmos:osmosis-1", false)]
    public void IsOn_Chain_GoesByFamilyAndByTheChainThatTheAddressNames(string address, string chain, bool expected) =>
        AddressValidator.Check(address).IsOn(ChainId.Parse(chain)).ShouldBe(expected);

    [Fact]
    public void IsOn_NoAddress_IsFalse() =>
        AddressValidator.Check("hello").IsOn(ChainId.Parse("stacks:1")).ShouldBeFalse();

    [Theory]
    [InlineData("eip155:1:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", null)]
    [InlineData("cosmos:injective-1:inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", null)]
    [InlineData("tvm:-239:0%3Aca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e", null)]
    [InlineData("stacks:1:SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7", null)]
    [InlineData("cosmos:cosmoshub-4:inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "it is an address of cosmos:injective-1, not of cosmos:cosmoshub-4")]
    [InlineData("cosmos:injective-1:osmo1w508d6qejxtdg4y5r3zarvary0c5xw7kjxy2e2", "it is an address of another chain, not of cosmos:injective-1")]
    [InlineData("eip155:1:inj1t2htvpfl862vnwdqnuekd9p4ulh3h6hda7frn9", "it is an address of the Cosmos family, not of EVM")]
    [InlineData("eip155:1:0xfB6916095Ca1df60bB79Ce92cE3Ea74c37c5d359", "checksum: expected 0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359 (EIP-55)")]
    public void Check_Account_HoldsTheAddressToItsChain(string account, string? reason) =>
        AddressValidator.Check(AccountId.Parse(account)).Reason.ShouldBe(reason);

    [Fact]
    public void Check_CanonicalForm_IsItsOwnCanonicalFormAndFitsCaip10() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(i => (byte)i).ArrayOf(20).ToArbitrary(), bytes =>
        {
            var evm = AddressValidator.Check("0x" + Convert.ToHexString(bytes));
            var injective = InjectiveLink.ToInjective(evm.Display!)!;
            return AddressValidator.Check(evm.Canonical!) == evm
                && AddressValidator.Check(evm.Display!) == evm
                && InjectiveLink.ToEvm(injective) == evm.Display
                && AddressValidator.Check(injective).Canonical == injective
                && AccountId.TryCreate(ChainRegistry.All[0].Id, evm.Canonical!, out _);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Check_AnyText_NeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var check = AddressValidator.Check(text.Get);
            return check.IsValid ? check.Canonical is not null : check.Reason is { Length: > 0 };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static void ShouldBeRefused(string address, ChainFamily? family, string reason)
    {
        var check = AddressValidator.Check(address);
        check.IsValid.ShouldBeFalse();
        check.Reason.ShouldBe(reason);
        check.Family.ShouldBe(family);
        check.Canonical.ShouldBeNull();
        check.Display.ShouldBeNull();
    }
}
