using System.Diagnostics;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Requests;

namespace PortfolioGraph.GraphQL.Telemetry;

/// <summary>One operation as those see it who listen: a span, its measurements, and the times that the request asked for.</summary>
internal sealed class OperationTelemetry : IDisposable
{
    private const int MaxNameLength = 64;

    private readonly TimeProvider _time;
    private readonly OperationTimings? _timings;
    private readonly Activity? _span;
    private readonly long _start;
    private long _stepStart;
    private string? _type;
    private string? _errorCode;
    private string _outcome = "cancelled";

    private OperationTelemetry(TimeProvider time, OperationTimings? timings)
    {
        _time = time;
        _timings = timings;
        _span = TelemetrySuppression.IsOn ? null : EngineTelemetry.Source.StartActivity("GraphQL Operation", ActivityKind.Server);
        _start = _stepStart = time.GetTimestamp();
    }

    /// <summary>Null where nobody wants to know.</summary>
    public static OperationTelemetry? Start(GraphQLRequest request, TimeProvider time) =>
        request.Timings is null && !EngineTelemetry.IsListenedTo ? null : new OperationTelemetry(time, request.Timings);

    /// <summary>Makes its span the current one again, for a part of the operation that runs later on.</summary>
    public void Resume()
    {
        if (_span is not null) Activity.Current = _span;
        _stepStart = _time.GetTimestamp();
    }

    /// <summary>A step is done; the next one begins.</summary>
    public void Did(OperationStep step)
    {
        var now = _time.GetTimestamp();
        _timings?.Add(step, _time.GetElapsedTime(_stepStart, now));
        _stepStart = now;
        if (step != OperationStep.Execute && _span is { IsAllDataRequested: true }) _span.AddEvent(new ActivityEvent($"graphql.{NameOf(step)}"));
    }

    public void Chose(OperationDefinitionNode operation)
    {
        _type = NameOf(operation.Operation);
        if (_span is null) return;
        _span.DisplayName = _type;
        _span.SetTag("graphql.operation.type", _type);
        if (operation.Name?.Value is { } name) _span.SetTag("graphql.operation.name", name.Length <= MaxNameLength ? name : name[..MaxNameLength]);
    }

    public void Priced(int cost)
    {
        _span?.SetTag("graphql.operation.cost", cost);
        if (!TelemetrySuppression.IsOn) EngineTelemetry.Costs.Record(cost, new KeyValuePair<string, object?>("graphql.operation.type", _type));
    }

    /// <param name="outcome">How far it came.</param>
    /// <param name="errorCode">The code of the first error in the answer.</param>
    public void Answered(RequestOutcome outcome, string? errorCode)
    {
        _errorCode = errorCode;
        _outcome = outcome switch
        {
            RequestOutcome.Executed => errorCode is null ? "ok" : "errors",
            RequestOutcome.SyntaxError => "syntax_error",
            RequestOutcome.ValidationError => "validation_error",
            RequestOutcome.OperationError => "operation_error",
            RequestOutcome.VariableError => "variable_error",
            RequestOutcome.NotPaid => "not_paid",
            _ => "operation_not_allowed",
        };

        // What the client did wrong is no failure of the server's.
        if (outcome == RequestOutcome.Executed && errorCode is not null) _span?.SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        if (EngineTelemetry.Durations.Enabled && !TelemetrySuppression.IsOn)
        {
            var tags = new TagList { { "graphql.operation.outcome", _outcome } };
            if (_type is not null) tags.Add("graphql.operation.type", _type);
            EngineTelemetry.Durations.Record(_time.GetElapsedTime(_start).TotalSeconds, tags);
        }

        if (_span is null) return;
        _span.SetTag("graphql.operation.outcome", _outcome);
        if (_errorCode is not null) _span.SetTag("error.type", _errorCode);
        _span.Dispose();
    }

    private static string NameOf(OperationStep step) => step switch
    {
        OperationStep.Parse => "parsed",
        OperationStep.Validate => "validated",
        _ => "planned",
    };

    private static string NameOf(OperationType type) => type switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
