using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Conformance;

/// <summary>A schema that came with a request, and the executor over it once something is to be executed.</summary>
internal sealed class SchemaUnderTest(Schema schema)
{
    private RequestExecutor? _executor;

    public Schema Schema { get; } = schema;

    public RequestExecutor Executor(ParserOptions parser, ValidationOptions validation) => _executor ??= new RequestExecutor(
        SchemaBindings.BindJson(Schema, RootValue.Placeholder, new JsonMembers(Schema)),
        new RequestExecutorOptions
        {
            Parser = parser,
            Validation = validation,
            Limits = OperationLimits.None,
            DocumentCacheSize = 32,
            OnUnexpectedError = (_, e) => Console.Error.WriteLine(e),
        });
}
