using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL;

/// <summary>
/// Answers requests over a bound schema: parse and validate (once a document), choose the operation, coerce the variables, execute, write.
/// Whatever the request, the answer is a well-formed GraphQL response. Thread-safe.
/// </summary>
public sealed class RequestExecutor(BoundSchema schema, RequestExecutorOptions? options = null)
{
    // A document this long is no client's own: kept ones would take memory that nobody asks for twice.
    private const int MaxCachedLength = 100_000;

    // A kept document takes some fifty times its text.
    private const int MaxCachedCharacters = 2_000_000;

    private readonly RequestExecutorOptions _options = options ?? new RequestExecutorOptions();
    private readonly CostAnalyzer _costs = new(schema.Schema);
    private readonly BoundedCache<string, CompiledDocument> _documents = new((options ?? new RequestExecutorOptions()).DocumentCacheSize, StringComparer.Ordinal, MaxCachedCharacters, query => query.Length);

    public BoundSchema Schema { get; } = schema;

    /// <summary>Writes the response as JSON.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone: there is nobody to answer.</exception>
    public async ValueTask<RequestOutcome> ExecuteAsync(GraphQLRequest request, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        var start = writer.Length;
        try
        {
            return await AnswerAsync(request, writer, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing that a resolver does ends here: this is a fault of a binding or of the engine.
            var masked = MaskedException.From(e);
            if (masked is MaskedException { CorrelationId: { } id }) _options.OnUnexpectedError?.Invoke(id, e);
            writer.Truncate(start);
            ResponseWriting.WriteFailure(writer, new GraphQLError(masked.Message, [], masked.Code) { Extensions = masked.Extensions });
            return RequestOutcome.Executed;
        }
    }

    private async ValueTask<RequestOutcome> AnswerAsync(GraphQLRequest request, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        CompiledDocument document;
        try
        {
            document = Compile(request.Query);
        }
        catch (SyntaxException e)
        {
            ResponseWriting.WriteErrors(writer, [new GraphQLError(e.Message, [e.Location], e.Code)]);
            return RequestOutcome.SyntaxError;
        }

        if (document.Errors.Count > 0)
        {
            ResponseWriting.WriteErrors(writer, document.Errors);
            return RequestOutcome.ValidationError;
        }

        CompiledOperation operation;
        VariableValues variables;
        OperationPlan plan;
        try
        {
            operation = document.Operation(request.OperationName);
            if (request.QueriesOnly && operation.Definition.Operation != OperationType.Query)
            {
                ResponseWriting.WriteErrors(writer, [new GraphQLError(
                    $"A {operation.Definition.Operation.ToString().ToLowerInvariant()} cannot be sent this way; only queries can.", [], ErrorCodes.BadRequest)]);
                return RequestOutcome.OperationNotAllowed;
            }

            if (operation.Definition.Operation == OperationType.Subscription)
            {
                throw new GraphQLException("A subscription needs a transport that streams: Server-Sent Events or WebSocket.", ErrorCodes.OperationResolution);
            }

            variables = Schema.Coercer.CoerceVariables(document.Document, operation.Definition, request.Variables);
            Charge(request, document.Document, operation.Definition);
            plan = operation.Plan(Schema, variables);
        }
        catch (VariableErrorsException e)
        {
            ResponseWriting.WriteErrors(writer, e.Errors);
            return RequestOutcome.VariableError;
        }
        catch (GraphQLException e)
        {
            ResponseWriting.WriteErrors(writer, [new GraphQLError(e.Message, [], e.Code) { Extensions = e.Extensions }]);
            return e.Code is ErrorCodes.CostLimitExceeded or ErrorCodes.Validation ? RequestOutcome.ValidationError : RequestOutcome.OperationError;
        }

        // A loop that resumes on this thread keeps batches the same on every run; a synchronization context would take that away.
        if (SynchronizationContext.Current is null) await ExecuteAsync(plan, variables, request, writer, cancellationToken);
        else await Task.Run(() => ExecuteAsync(plan, variables, request, writer, cancellationToken).AsTask(), cancellationToken);
        return RequestOutcome.Executed;
    }

    private async ValueTask ExecuteAsync(
        OperationPlan plan, VariableValues variables, GraphQLRequest request, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        var execution = new OperationExecution(plan, variables, request, cancellationToken);
        try
        {
            await execution.RunAsync();
            cancellationToken.ThrowIfCancellationRequested();
            execution.Write(writer, _options.OnUnexpectedError);
        }
        finally
        {
            execution.Release();
        }
    }

    private CompiledDocument Compile(string query)
    {
        if (_documents.TryGet(query, out var known)) return known;
        var document = Parser.Parse(query, _options.Parser);
        var compiled = new CompiledDocument(document, Check(document));
        if (query.Length <= MaxCachedLength) _documents.Add(query, compiled);
        return compiled;
    }

    /// <exception cref="GraphQLException">The operation, with those that share its meter, costs more than is allowed.</exception>
    private void Charge(GraphQLRequest request, DocumentNode document, OperationDefinitionNode operation)
    {
        var price = _costs.Analyze(document, operation, request.Variables);
        request.Cost.Add(price);
        var (cost, limit) = (request.Cost.Total, _options.Limits.MaxCost);
        if (request.Cost.Maximum is { } own && (limit == 0 || own < limit)) limit = own;
        if (limit == 0 || cost <= limit)
        {
            request.Cost.Charged?.Invoke(price);
            return;
        }

        throw new GraphQLException($"The operation costs {cost}; at most {limit} is allowed.", ErrorCodes.CostLimitExceeded)
        {
            Extensions = new Dictionary<string, object?> { ["cost"] = cost, ["maximumCost"] = limit },
        };
    }

    private IReadOnlyList<GraphQLError> Check(DocumentNode document)
    {
        var limits = _options.Limits;
        if (ShapeCheck.Run(document, limits, _options.Parser.MaxDepth) is { } tooLarge) return [tooLarge];
        var validation = limits.AllowIntrospection ? _options.Validation : _options.Validation with { Suggestions = false };
        var errors = DocumentValidator.Validate(Schema.Schema, document, validation);
        if (errors.Count > 0) return errors;
        return ListCheck.Run(Schema.Schema, document, limits) is { } tooDeep ? [tooDeep] : [];
    }
}
