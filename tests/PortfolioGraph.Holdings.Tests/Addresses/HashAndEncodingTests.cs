using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortfolioGraph.Holdings.Addresses;

namespace PortfolioGraph.Holdings.Tests.Addresses;

public sealed class HashAndEncodingTests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("hello", "1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8")]
    public void Keccak256_KnownText_GivesTheKnownHash(string text, string expected) =>
        Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes(text))).ShouldBe(expected);

    [Theory]
    [InlineData(135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData(136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    [InlineData(137, "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39")]
    [InlineData(300, "5b7e0e47a96f32a88b4f14ca177982790807c40e1a105742ba0fc1babe1ef826")]
    public void Keccak256_AroundTheBlockLength_GivesTheKnownHash(int length, string expected) =>
        Convert.ToHexStringLower(Keccak256.Hash(Encoding.ASCII.GetBytes(new string('a', length)))).ShouldBe(expected);

    [Fact]
    public void Crc16_CheckInput_GivesTheCheckValue()
    {
        Crc16.Compute("123456789"u8).ShouldBe((ushort)0x31c3);
        Crc16.Compute(Convert.FromHexString("1100ca6e321c7cce9ecedf0a8ca2492ec8592494aa5fb5ce0387dff96ef6af982a3e")).ShouldBe((ushort)0xb1c5);
    }

    [Theory]
    [InlineData("1", "00")]
    [InlineData("111", "000000")]
    [InlineData("2g", "61")]
    [InlineData("a3gV", "626262")]
    [InlineData("1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L", "00eb15231dfceb60925886b67d065299925915aeb172c06647")]
    [InlineData("5Q", "ff")]
    public void Base58_Text_DecodesToItsBytes(string text, string hex) =>
        Convert.ToHexStringLower(Base58.Decode(text)).ShouldBe(hex);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("O")]
    [InlineData("I")]
    [InlineData("l")]
    [InlineData("a b")]
    public void Base58_OtherCharacters_AreNot(string text) => Base58.IsBase58(text).ShouldBeFalse();

    [Fact]
    public void Base58_TronContract_DecodesToItsHexForm() =>
        Convert.ToHexStringLower(Base58.DecodeChecked("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")!).ShouldBe("41a614f803b6fd780986a42c78ec9c7f77e6ded13c");

    [Fact]
    public void Bech32_AnyBytes_RoundTrip() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            if (bytes is null || bytes.Length > 40)
                return true;
            var text = Bech32.Encode("inj", bytes);
            var (prefix, values, checksum) = Bech32.Decode(text);
            return Bech32.HasShape(text) && prefix == "inj" && checksum == Bech32.Bech32Constant && Bech32.ToBytes(values)!.SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();
}
