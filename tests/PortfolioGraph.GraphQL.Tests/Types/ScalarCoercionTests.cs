using System.Globalization;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Types;

public sealed class ScalarCoercionTests
{
    private static readonly Schema Schema = SchemaBuilder.Parse("type Query { a(i: Int, f: Float, s: String, b: Boolean, id: ID): Int }");

    [Theory]
    [InlineData("Int", "1", 1)]
    [InlineData("Int", "-0", 0)]
    [InlineData("Int", "1.0", 1)]
    [InlineData("Int", "1e2", 100)]
    [InlineData("Int", "1.5E1", 15)]
    [InlineData("Int", "100e-2", 1)]
    [InlineData("Int", "0e999999999999", 0)]
    [InlineData("Int", "-2147483648", int.MinValue)]
    [InlineData("Int", "2147483647.000", int.MaxValue)]
    [InlineData("Float", "1", 1.0)]
    [InlineData("Float", "-1.5e3", -1500.0)]
    [InlineData("String", "\"x\"", "x")]
    [InlineData("Boolean", "true", true)]
    [InlineData("ID", "\"x\"", "x")]
    [InlineData("ID", "5", "5")]
    [InlineData("ID", "1e2", "100")]
    [InlineData("ID", "3.0", "3")]
    [InlineData("ID", "123456789012345678901234567890", "123456789012345678901234567890")]
    public void TryCoerce_GoodJson_GivesTheRuntimeValue(string scalar, string json, object expected)
    {
        Coercion(scalar).TryCoerce(JsonDocument.Parse(json).RootElement, out var result, out var reason).ShouldBeTrue(reason);

        result.ShouldBe(expected);
        result.ShouldBeOfType(expected.GetType());
    }

    [Theory]
    [InlineData("Int", "1.5", "Int cannot represent non-integer value: 1.5")]
    [InlineData("Int", "1e-1", "Int cannot represent non-integer value: 1e-1")]
    [InlineData("Int", "1e-999999999999", "Int cannot represent non-integer value: 1e-999999999999")]
    [InlineData("Int", "\"1\"", "Int cannot represent non-integer value: \"1\"")]
    [InlineData("Int", "true", "Int cannot represent non-integer value: true")]
    [InlineData("Int", "2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648")]
    [InlineData("Int", "-2147483649", "Int cannot represent non 32-bit signed integer value: -2147483649")]
    [InlineData("Int", "1e999999999999", "Int cannot represent non 32-bit signed integer value: 1e999999999999")]
    [InlineData("Float", "1e999", "Float cannot represent non numeric value: 1e999")]
    [InlineData("Float", "\"1\"", "Float cannot represent non numeric value: \"1\"")]
    [InlineData("String", "1", "String cannot represent a non string value: 1")]
    [InlineData("String", "{\"a\":1}", "String cannot represent a non string value: {\"a\":1}")]
    [InlineData("Boolean", "0", "Boolean cannot represent a non boolean value: 0")]
    [InlineData("ID", "1.5", "ID cannot represent value: 1.5")]
    [InlineData("ID", "true", "ID cannot represent value: true")]
    [InlineData("ID", "[\"x\"]", "ID cannot represent value: [\"x\"]")]
    public void TryCoerce_BadJson_SaysWhy(string scalar, string json, string expected)
    {
        Coercion(scalar).TryCoerce(JsonDocument.Parse(json).RootElement, out var result, out var reason).ShouldBeFalse();

        result.ShouldBeNull();
        reason.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Int", "-7", -7)]
    [InlineData("Float", "7", 7.0)]
    [InlineData("Float", "7.25", 7.25)]
    [InlineData("String", "\"\"\"\n  x\n\"\"\"", "x")]
    [InlineData("Boolean", "false", false)]
    [InlineData("ID", "0", "0")]
    [InlineData("ID", "\"0\"", "0")]
    public void TryCoerce_GoodLiteral_GivesTheRuntimeValue(string scalar, string literal, object expected)
    {
        Coercion(scalar).TryCoerce(Parser.ParseValue(literal), out var result, out var reason).ShouldBeTrue(reason);

        result.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Int", "1.0")]
    [InlineData("Int", "99999999999999999999")]
    [InlineData("Int", "ENUM")]
    [InlineData("Float", "1e400")]
    [InlineData("Float", "\"1\"")]
    [InlineData("String", "ENUM")]
    [InlineData("Boolean", "\"true\"")]
    [InlineData("ID", "1.5")]
    [InlineData("ID", "[1]")]
    public void TryCoerce_BadLiteral_Fails(string scalar, string literal) =>
        Coercion(scalar).TryCoerce(Parser.ParseValue(literal), out _, out _).ShouldBeFalse();

    [Fact]
    public void ValueText_LongValue_IsCut()
    {
        Coercion("Int").TryCoerce(JsonDocument.Parse($"\"{new string('x', 100_000)}\"").RootElement, out _, out var reason).ShouldBeFalse();

        reason!.Length.ShouldBeLessThan(300, reason.Length.ToString(CultureInfo.InvariantCulture));
        reason.ShouldEndWith("…");
    }

    private static ScalarCoercion Coercion(string scalar) => ((ScalarType)Schema.FindType(scalar)!).Coercion;
}
