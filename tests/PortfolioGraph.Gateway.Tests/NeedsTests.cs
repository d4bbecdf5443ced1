using PortfolioGraph.Gateway.Graph.Bindings;
using PortfolioGraph.Gateway.Graph.Loading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.Holdings.Accounting;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What fields over the ledger have to say before the gateway starts.</summary>
public sealed class NeedsTests
{
    private const string Sdl = "type Query { risk: Risk } type Risk { known: Int forgotten: Int }";

    [Fact]
    public void FieldOverTheLedger_WithoutNeeds_StopsTheStart_ByName()
    {
        var failure = Should.Throw<BindingException>(() => Bind(bindings =>
            bindings.Object<Reader>("Risk").Field("known", _ => 1).Annotate("known", Needs.Nothing).Field("forgotten", _ => 2)));

        failure.Problems.ShouldBe(["Risk.forgotten declares no needs."]);
    }

    [Fact]
    public void FieldsOverTheLedger_WithNeeds_Start() => Should.NotThrow(() => Bind(bindings =>
        bindings.Holdings<Reader>("Risk").Field("known", Needs.Nothing, _ => 1).Field("forgotten", Needs.Total, _ => 2)));

    private static void Bind(Action<SchemaBindings> configure) => SchemaBindings.Bind(SchemaBuilder.Parse(Sdl), new object(), bindings =>
    {
        bindings.RequireNeeds();
        bindings.Object<object>("Query").Field("risk", _ => (Reader?)null);
        configure(bindings);
    });

    private sealed class Reader : ILedgerReader;
}
