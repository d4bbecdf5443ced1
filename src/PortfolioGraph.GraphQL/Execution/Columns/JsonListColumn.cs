using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>One list level of values that come as JSON. What is no array is an error of its position.</summary>
internal sealed class JsonListColumn(ExecutionState state, PlanField field, bool nonNull, Column<JsonElement?> items)
    : Column<JsonElement?>(state, field, nonNull)
{
    private readonly ListRanges _ranges = new();
    private int _itemCount;

    public override void Append(ReadOnlySpan<JsonElement?> values)
    {
        foreach (var value in values)
        {
            if (value is not { } json)
            {
                AppendMissing();
            }
            else if (json.ValueKind != JsonValueKind.Array)
            {
                AppendError(new GraphQLException($"Expected a list for field \"{Field.Definition}\".", ErrorCodes.InvalidResult));
            }
            else
            {
                _ranges.Add(_itemCount, json.GetArrayLength());
                _itemCount += json.GetArrayLength();
                foreach (var item in json.EnumerateArray()) items.Append(item.ValueKind == JsonValueKind.Null ? null : item);
            }
        }
    }

    public override void EnqueueScopes(ExecutionState target) => items.EnqueueScopes(target);

    public override void Release()
    {
        _ranges.Release();
        items.Release();
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer) => _ranges.Write(position, items, writer);

    protected override bool IsNull(int position) => _ranges.IsNull(position);

    protected override bool CompleteBelow(int position, ErrorPass pass) => _ranges.Complete(position, items, pass);

    protected override void WalkBelow(int position, DeferWalk walk) => _ranges.Walk(position, items, walk);

    protected override int AppendNull() => _ranges.AddNull();
}
