using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Execution.Inputs;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.Requests;
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

    /// <summary>Writes the response as JSON. A subscription is refused: it needs <see cref="ExecuteStreamAsync"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone: there is nobody to answer.</exception>
    public async ValueTask<RequestOutcome> ExecuteAsync(GraphQLRequest request, Utf8ResponseWriter writer, CancellationToken cancellationToken)
    {
        using var telemetry = OperationTelemetry.Start(request, _options.TimeProvider);
        var start = writer.Length;
        try
        {
            var prepared = Prepare(request, Delivery.Whole, telemetry);
            if (prepared.Plan is { } plan)
            {
                await ExecuteAsync(plan, prepared.Variables, Schema.Root, request, writer, telemetry, cancellationToken);
            }
            else
            {
                ResponseWriting.WriteErrors(writer, prepared.Errors);
            }

            return prepared.Outcome;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(e, writer, start, telemetry);
            return e is ResponseRefusedException { Code: ErrorCodes.Overloaded } ? RequestOutcome.Overloaded : RequestOutcome.Executed;
        }
        finally
        {
            writer.Unbound();
        }
    }

    /// <summary>Whether the request is for a subscription; false also where it can't be told, because the request is wrong.</summary>
    public bool IsSubscription(GraphQLRequest request)
    {
        try
        {
            var document = Compile(request.Query, telemetry: null);
            return document.Errors.Count == 0 && document.Operation(request.OperationName).Definition.Operation == OperationType.Subscription;
        }
        catch (Exception e) when (e is SyntaxException or GraphQLException)
        {
            return false;
        }
    }

    /// <summary>
    /// Answers any operation by a stream of responses: of a query or mutation one, or several where it defers (<c>@defer</c>), of a subscription one for each event, of a request that can't
    /// be executed its errors. Nothing of a query or mutation has run yet when the stream is there.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancelled when nobody reads the stream any more.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public ValueTask<ResponseStream> ExecuteStreamAsync(GraphQLRequest request, CancellationToken cancellationToken) =>
        StreamAsync(request, Delivery.Stream, cancellationToken);

    /// <summary>The same for a transport that takes one answer in several parts and no more than one answer: a subscription is refused.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Cancelled when nobody reads the stream any more.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public ValueTask<ResponseStream> ExecuteInPartsAsync(GraphQLRequest request, CancellationToken cancellationToken) =>
        StreamAsync(request, Delivery.Parts, cancellationToken);

    private async ValueTask<ResponseStream> StreamAsync(GraphQLRequest request, Delivery delivery, CancellationToken cancellationToken)
    {
        var telemetry = OperationTelemetry.Start(request, _options.TimeProvider);
        try
        {
            var prepared = Prepare(request, delivery, telemetry);
            if (prepared.Plan is not { } plan) return new SingleResponse(prepared, telemetry);
            if (plan.Operation.Operation == OperationType.Subscription)
            {
                return await SubscribeAsync(prepared, plan.Root.Fields[0], request, telemetry, cancellationToken);
            }

            return plan.Defers
                ? new DeferredStream(this, prepared, request, telemetry)
                : new SingleResponse(this, prepared, request, telemetry);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused(Mask(e), telemetry);
        }
        catch
        {
            telemetry?.Dispose();
            throw;
        }
    }

    private async ValueTask<ResponseStream> SubscribeAsync(
        PreparedOperation prepared, PlanField field, GraphQLRequest request, OperationTelemetry? telemetry, CancellationToken cancellationToken)
    {
        try
        {
            var events = await Schema.SourceOf(field).SubscribeAsync(field, prepared.Variables, request.Services, cancellationToken);
            telemetry?.Answered(RequestOutcome.Executed, null);
            telemetry?.Dispose();
            return new SubscriptionStream(this, prepared, field, events, request, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused(Mask(e), telemetry, field);
        }
    }

    private static SingleResponse Refused(GraphQLException error, OperationTelemetry? telemetry, PlanField? field = null)
    {
        telemetry?.Answered(RequestOutcome.OperationError, error.Code);
        var shown = new GraphQLError(error.Message, field?.LocationsOf(error) ?? [], error.Code) { Extensions = error.Extensions };
        return new SingleResponse(new PreparedOperation(RequestOutcome.OperationError, [shown], field is null ? null : [field.ResponseKey]), telemetry);
    }

    internal OperationTelemetry? StartEvent(GraphQLRequest request, OperationPlan plan)
    {
        var telemetry = OperationTelemetry.Start(request, _options.TimeProvider);
        telemetry?.Chose(plan.Operation);
        return telemetry;
    }

    /// <summary>The longest answer to a request, in bytes.</summary>
    internal int MaxResponseBytesOf(GraphQLRequest request) => Math.Min(_options.MaxResponseBytes, request.MaxResponseBytes ?? int.MaxValue);

    internal Action<string, Exception>? OnUnexpectedError => _options.OnUnexpectedError;

    internal long Timestamp() => _options.TimeProvider.GetTimestamp();

    /// <summary>Runs an operation and writes its response, whatever happens.</summary>
    /// <param name="root">The parent of the root fields; for a subscription the event.</param>
    internal async ValueTask ExecuteGuardedAsync(
        PreparedOperation prepared, object root, GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry, CancellationToken cancellationToken)
    {
        var start = writer.Length;
        try
        {
            await ExecuteAsync(prepared.Plan!, prepared.Variables, root, request, writer, telemetry, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(e, writer, start, telemetry);
        }
        finally
        {
            writer.Unbound();
        }
    }

    /// <summary>The error that clients see of an exception; the log has the rest.</summary>
    internal GraphQLException Mask(Exception exception)
    {
        var masked = MaskedException.From(exception);
        if (masked is MaskedException { CorrelationId: { } id }) _options.OnUnexpectedError?.Invoke(id, exception);
        return masked;
    }

    // Nothing that a resolver does ends here: this is a fault of a binding or of the engine.
    private void Fail(Exception exception, Utf8ResponseWriter writer, int start, OperationTelemetry? telemetry)
    {
        var masked = Mask(exception);
        writer.Unbound();
        writer.Truncate(start);
        var error = new GraphQLError(masked.Message, [], masked.Code) { Extensions = masked.Extensions };
        if (masked.Code == ErrorCodes.Overloaded) ResponseWriting.WriteErrors(writer, [error]);
        else ResponseWriting.WriteFailure(writer, error);
        telemetry?.Answered(RequestOutcome.Executed, masked.Code);
    }

    /// <summary>From the request to a plan that can run, or to the errors in its place.</summary>
    private PreparedOperation Prepare(GraphQLRequest request, Delivery delivery, OperationTelemetry? telemetry)
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

        try
        {
            var operation = document.Operation(request.OperationName);
            var type = operation.Definition.Operation;
            telemetry?.Chose(operation.Definition);
            if (request.QueriesOnly && (type == OperationType.Mutation || (type == OperationType.Subscription && delivery != Delivery.Stream)))
            {
                return Refuse(RequestOutcome.OperationNotAllowed, [new GraphQLError(
                    $"A {type.ToString().ToLowerInvariant()} cannot be sent this way; only queries can.", [], ErrorCodes.BadRequest)]);
            }

            if (type == OperationType.Subscription && delivery != Delivery.Stream)
            {
                throw new GraphQLException("A subscription needs a transport that streams: Server-Sent Events or WebSocket.", ErrorCodes.OperationResolution);
            }

            var variables = Schema.Coercer.CoerceVariables(document.Document, operation.Definition, request.Variables);
            var price = Price(request, operation, telemetry);
            var plan = delivery == Delivery.Whole ? operation.Plan(Schema, variables) : operation.DeferringPlan(Schema, variables);
            telemetry?.Did(OperationStep.Plan);
            if (request.Cost.Charge(price) is { } notPaid)
                return Refuse(RequestOutcome.NotPaid, [new GraphQLError(notPaid.Message, [], notPaid.Code) { Extensions = notPaid.Extensions }]);
            return new PreparedOperation(plan, variables, price);
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

        PreparedOperation Refuse(RequestOutcome outcome, IReadOnlyList<GraphQLError> errors)
        {
            telemetry?.Answered(outcome, errors[0].Code);
            return new PreparedOperation(outcome, errors);
        }
    }

    // A loop that resumes on this thread keeps batches the same on every run; a synchronization context would take that away.
    private ValueTask ExecuteAsync(
        OperationPlan plan, VariableValues variables, object root, GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry,
        CancellationToken cancellationToken) =>
        SynchronizationContext.Current is null
            ? RunAsync(plan, variables, root, request, writer, telemetry, cancellationToken)
            : RunElsewhereAsync(plan, variables, root, request, writer, telemetry, cancellationToken);

    private async ValueTask RunElsewhereAsync(
        OperationPlan plan, VariableValues variables, object root, GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry,
        CancellationToken cancellationToken) =>
        await Task.Run(() => RunAsync(plan, variables, root, request, writer, telemetry, cancellationToken).AsTask(), cancellationToken);

    private async ValueTask RunAsync(
        OperationPlan plan, VariableValues variables, object root, GraphQLRequest request, Utf8ResponseWriter writer, OperationTelemetry? telemetry,
        CancellationToken cancellationToken)
    {
        var execution = new OperationExecution(plan, variables, root, request, MaxResponseBytesOf(request), cancellationToken);
        writer.Bound(MaxResponseBytesOf(request), cancellationToken);
        try
        {
            await execution.RunAsync();
            cancellationToken.ThrowIfCancellationRequested();
            var errorCode = execution.Write(writer, _options.OnUnexpectedError);
            writer.CheckLength();
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
    private int Price(GraphQLRequest request, CompiledOperation operation, OperationTelemetry? telemetry)
    {
        var price = operation.Price(_costs, request.Variables);
        request.Cost.Add(price);
        telemetry?.Priced(price);
        var (cost, limit) = (request.Cost.Total, _options.Limits.MaxCost);
        if (request.Cost.Maximum is { } own && (limit == 0 || own < limit)) limit = own;
        if (limit == 0 || cost <= limit) return price;
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

    /// <summary>How an answer can be delivered: at once, in parts, or as a stream of answers.</summary>
    private enum Delivery
    {
        Whole,
        Parts,
        Stream,
    }
}
