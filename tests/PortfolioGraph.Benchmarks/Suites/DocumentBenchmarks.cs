using BenchmarkDotNet.Attributes;
using PortfolioGraph.Benchmarks.Workload;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.Benchmarks.Suites;

/// <summary>What a document costs that is not known yet: parser, validator, price, planner. And the gateway's schema, which is read at every start.</summary>
[MemoryDiagnoser]
public class DocumentBenchmarks
{
    private readonly BoundSchema _schema = WorkloadSchema.Bind(new MemorySource());
    private readonly DocumentNode _document = Parser.Parse(WorkloadQueries.Q2);
    private readonly string _sdl = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "portfolio.graphql"));
    private readonly CostAnalyzer _costs;
    private readonly OperationDefinitionNode _operation;

    public DocumentBenchmarks()
    {
        _costs = new CostAnalyzer(_schema.Schema);
        _operation = _document.Definitions.OfType<OperationDefinitionNode>().Single();
    }

    [Benchmark]
    public object Parse() => Parser.Parse(WorkloadQueries.Q2);

    [Benchmark]
    public object Validate() => DocumentValidator.Validate(_schema.Schema, _document);

    [Benchmark]
    public int Price() => _costs.Analyze(_document, _operation, null);

    [Benchmark]
    public object Plan()
    {
        var plan = new OperationPlan(_schema, _document, _operation, _ => false);
        PlanBelow(plan.Root);
        return plan;
    }

    [Benchmark]
    public object ReadPortfolioSchema() => SchemaBuilder.Parse(_sdl);

    // A selection is planned when its type first turns up.
    private static void PlanBelow(SelectionPlan selection)
    {
        foreach (var field in selection.Fields)
            if (field.Definition.Type.Named is ObjectType type)
                PlanBelow(field.SelectionFor(type));
    }
}
