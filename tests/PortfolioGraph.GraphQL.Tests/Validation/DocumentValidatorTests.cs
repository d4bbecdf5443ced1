using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation;

public sealed class DocumentValidatorTests
{
    [Fact]
    public void Validate_ValidDocument_HasNoErrors() =>
        DocumentValidator.Validate(GoldenValidation.Schema, Parser.Parse("{ coin { id } __schema { queryType { name } } __type(name: \"Coin\") { fields(includeDeprecated: true) { name args { name } } } }")).ShouldBeEmpty();

    [Fact]
    public void Validate_Errors_CarryTheValidationCode() =>
        DocumentValidator.Validate(GoldenValidation.Schema, Parser.Parse("{ nope }")).Single().Code.ShouldBe("GRAPHQL_VALIDATION_FAILED");

    [Fact]
    public void Validate_SuggestionsOff_TellsNoNames()
    {
        const string Document = "query ($x: Filtre) { coinn nam node(idd: 1) { decimals ... on Cion { id } } token(f: ONEE, j: {kye: 1}) { id @onField(y: 1) } }";

        var errors = DocumentValidator.Validate(GoldenValidation.Schema, Parser.Parse(Document), new ValidationOptions { Suggestions = false });

        errors.Count.ShouldBeGreaterThan(8);
        errors.ShouldAllBe(e => !e.Message.Contains("Did you mean", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_MaxErrors_AddsOneThatSaysSo()
    {
        var document = Parser.Parse("{ a b c d e f }");

        DocumentValidator.Validate(GoldenValidation.Schema, document, new ValidationOptions { MaxErrors = 2 }).Select(e => e.Message).ShouldBe([
            "Cannot query field \"a\" on type \"Query\".",
            "Cannot query field \"b\" on type \"Query\".",
            "Too many validation errors, error limit reached. Validation aborted."]);
        DocumentValidator.Validate(GoldenValidation.Schema, document, new ValidationOptions { MaxErrors = 6 }).Count.ShouldBe(6);
        DocumentValidator.Validate(GoldenValidation.Schema, document, new ValidationOptions { MaxErrors = null }).Count.ShouldBe(6);
    }

    [Fact]
    public void Validate_Locations_CountLinesAsThePlatformsWriteThem() =>
        DocumentValidator.Validate(GoldenValidation.Schema, Parser.Parse("{\r\n  nope\r other\n\n   third }")).SelectMany(e => e.Locations)
            .ShouldBe([new SourceLocation(2, 3), new SourceLocation(3, 2), new SourceLocation(5, 4)]);

    [Theory]
    [InlineData("{ a(x: \"even\") }", null)]
    [InlineData("{ a(x: 7) }", "Expected value of type \"Even\", found 7; It is odd.")]
    [InlineData("{ a(x: [1]) }", "Expected value of type \"Even\", found [1]; It is odd.")]
    [InlineData("query ($v: Even) { a(x: [$v]) }", "Expected value of type \"Even\", found [$v]; variables cannot be part of it.")]
    [InlineData("query ($v: Even = 7) { a(x: $v) }", "Expected value of type \"Even\", found 7; It is odd.")]
    public void Validate_CustomScalar_AsksItsCoercion(string document, string? message)
    {
        var schema = SchemaBuilder.Parse("scalar Even type Query { a(x: Even): Int }", new Dictionary<string, ScalarCoercion> { ["Even"] = new EvenCoercion() });

        var errors = DocumentValidator.Validate(schema, Parser.Parse(document));

        errors.Select(e => e.Message).ShouldBe(message is null ? [] : [message]);
    }

    private sealed class EvenCoercion : ScalarCoercion
    {
        public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason) => throw new NotSupportedException();

        public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
        {
            result = literal is StringValueNode ? literal : null;
            reason = result is null ? "It is odd." : null;
            return reason is null;
        }
    }
}
