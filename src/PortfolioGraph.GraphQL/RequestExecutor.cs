using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Telemetry;
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
        using var telemetry = OperationTelemetry.Start(request, _options.TimeProvider);
        try
        {
            return await AnswerAsync(request, writer, telemetry, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing that a resolver does ends here: this is a fault of a binding or of the engine.
            var masked = MaskedException.From(e);
            if (masked is MaskedException { CorrelationId: { } id }) _options.OnUnexpectedError?.Invoke(id, e);
            writer.Truncate(start);
            ResponseWriting.WriteFailure(writer, new GraphQLError(masked.Message, [], masked.Code) { Extensions = masked.Extensions });
            telemetry?.Answered(RequestOutcome.Executed, masked.Code);
            return RequestOutcome.Executed;
        }
    }

    private async ValueTask<RequestOutcome> AnswerAsync(
        GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry, CancellationToken cancellationToken)
    {
        CompiledDocument document;
        try
        {
            document = Compile(request.Query, telemetry);
        }
        catch (SyntaxException e)
        {
            return Refuse(RequestOutcome.SyntaxError, [new GraphQLError(e.Message, [e.Location], e.Code)]);
        }

        if (document.Errors.Count > 0) return Refuse(RequestOutcome.ValidationError, document.Errors);

        CompiledOperation operation;
        VariableValues variables;
        OperationPlan plan;
        try
        {
            operation = document.Operation(request.OperationName);
            telemetry?.Chose(operation.Definition);
            if (request.QueriesOnly && operation.Definition.Operation != OperationType.Query)
            {
                return Refuse(RequestOutcome.OperationNotAllowed, [new GraphQLError(
                    $"A {operation.Definition.Operation.ToString().ToLowerInvariant()} cannot be sent this way; only queries can.", [], ErrorCodes.BadRequest)]);
            }

            if (operation.Definition.Operation == OperationType.Subscription)
            {
                throw new GraphQLException("A subscription needs a transport that streams: Server-Sent Events or WebSocket.", ErrorCodes.OperationResolution);
            }

            variables = Schema.Coercer.CoerceVariables(document.Document, operation.Definition, request.Variables);
            Charge(request, operation, telemetry);
            plan = operation.Plan(Schema, variables);
            telemetry?.Did(OperationStep.Plan);
        }
        catch (VariableErrorsException e)
        {
            return Refuse(RequestOutcome.VariableError, e.Errors);
        }
        catch (GraphQLException e)
        {
            return Refuse(
                e.Code is ErrorCodes.CostLimitExceeded or ErrorCodes.Validation ? RequestOutcome.ValidationError : RequestOutcome.OperationError,
                [new GraphQLError(e.Message, [], e.Code) { Extensions = e.Extensions }]);
        }

        // A loop that resumes on this thread keeps batches the same on every run; a synchronization context would take that away.
        if (SynchronizationContext.Current is null) await ExecuteAsync(plan, variables, request, writer, telemetry, cancellationToken);
        else await Task.Run(() => ExecuteAsync(plan, variables, request, writer, telemetry, cancellationToken).AsTask(), cancellationToken);
        return RequestOutcome.Executed;

        RequestOutcome Refuse(RequestOutcome outcome, IReadOnlyList<GraphQLError> errors)
        {
            ResponseWriting.WriteErrors(writer, errors);
            telemetry?.Answered(outcome, errors[0].Code);
            return outcome;
        }
    }

    private async ValueTask ExecuteAsync(
        OperationPlan plan, VariableValues variables, GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry,
        CancellationToken cancellationToken)
    {
        var execution = new OperationExecution(plan, variables, request, cancellationToken);
        try
        {
            await execution.RunAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var errorCode = execution.Write(writer, _options.OnUnexpectedError);
            telemetry?.Did(OperationStep.Execute);
            telemetry?.Answered(RequestOutcome.Executed, errorCode);
        }
        finally
        {
            execution.Release();
        }
    }

    private CompiledDocument Compile(string query, OperationTelemetry? telemetry)
    {
        if (_documents.TryGet(query, out var known)) return known;
        var document = Parser.Parse(query, _options.Parser);
        telemetry?.Did(OperationStep.Parse);
        var compiled = new CompiledDocument(document, Check(document));
        telemetry?.Did(OperationStep.Validate);
        if (query.Length <= MaxCachedLength) _documents.Add(query, compiled);
        return compiled;
    }

    /// <exception cref="GraphQLException">The operation, with those that share its meter, costs more than is allowed.</exception>
    private void Charge(GraphQLRequest request, CompiledOperation operation, OperationTelemetry? telemetry)
    {
        var price = operation.Price(_costs, request.Variables);
        request.Cost.Add(price);
        telemetry?.Priced(price);
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
