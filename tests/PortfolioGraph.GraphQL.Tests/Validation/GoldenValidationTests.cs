using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation;

public sealed class GoldenValidationTests
{
    private static readonly ValidationOptions NoLimits = new() { MaxErrors = null };

    public static TheoryData<int> Documents() => [.. Enumerable.Range(0, GoldenValidation.Documents.Count)];

    public static TheoryData<int> Schemas() => [.. Enumerable.Range(0, GoldenValidation.Schemas.Count)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Validate_RecordedDocument_GivesTheRecordedErrors(int index)
    {
        var golden = GoldenValidation.Documents[index];

        var errors = DocumentValidator.Validate(GoldenValidation.Schema, Parser.Parse(golden.Source), NoLimits);

        GoldenValidation.Sorted(errors).ShouldBe(golden.Errors, golden.Source);
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Build_RecordedSchema_GivesTheRecordedErrorsOrPrint(int index)
    {
        var golden = GoldenValidation.Schemas[index];

        var result = SchemaBuilder.Build(Parser.Parse(golden.Source));

        GoldenValidation.Sorted(result.Errors).ShouldBe(golden.Errors, golden.Source);
        if (golden.Printed is not null) Definitions(SchemaPrinter.Print(result.Schema!)).ShouldBe(Definitions(SchemaPrinter.Print(SchemaBuilder.Parse(golden.Printed))), golden.Source);
    }

    private static IEnumerable<string> Definitions(string sdl) => Parser.Parse(sdl).Definitions.Select(SyntaxPrinter.Print).Order(StringComparer.Ordinal);
}
