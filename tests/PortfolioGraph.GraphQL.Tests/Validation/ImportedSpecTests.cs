using System.Globalization;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation;

public sealed class ImportedSpecTests
{
    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        for (var i = 0; i < ImportedSpec.Cases.Count; i++)
        {
            var name = $"{ImportedSpec.Cases[i].Rule}/{ImportedSpec.Cases[i].Name}";
            if (ImportedSpecDeviations.OptionalRules.Contains(ImportedSpec.Cases[i].Rule) || ImportedSpecDeviations.Cases.ContainsKey(name)) continue;
            data.Add(name, i);
        }

        return data;
    }

    [ImportedSpecTheory]
    [MemberData(nameof(Cases))]
    public void Validate_ImportedCase_GivesTheSameErrors(string name, int index)
    {
        var spec = ImportedSpec.Cases[index];
        var sdl = int.TryParse(spec.Schema, CultureInfo.InvariantCulture, out var number) ? ImportedSpec.Schemas[number] : spec.Schema;
        var context = new ValidationContext(SchemaBuilder.Parse(sdl), Parser.Parse(spec.Query), new ValidationOptions { MaxErrors = null });
        var rule = DocumentValidator.Rules(context).Single(r => r.GetType().Name == $"{spec.Rule}Rule");

        DocumentValidator.Validate(context, [rule]);

        context.Errors.Select(Describe).ShouldBe(spec.Errors.Select(Describe), name);
    }

    private static string Describe(GraphQLError error) => $"{error.Message} {string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}"))}";

    private static string Describe(ImportedError error) => $"{error.Message} {string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}"))}";

    /// <summary>Skips, and says so, where the suite is not installed.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class ImportedSpecTheoryAttribute : TheoryAttribute
    {
        public ImportedSpecTheoryAttribute()
        {
            if (!ImportedSpec.IsInstalled) Skip = $"The package golang-github-vektah-gqlparser-dev is not installed ({ImportedSpec.Folder}).";
        }
    }
}
