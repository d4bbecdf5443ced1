using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Scalars and enum values.</summary>
internal class LeafColumn<T>(ExecutionState state, PlanField field, bool nonNull, LeafWriter<T> write) : Column<T>(state, field, nonNull)
{
    // Asked first, so that values that cannot be null are not boxed to find out, optimised code or not.
    private static readonly bool CanBeNull = default(T) is null;

    private T[] _values = [];
    private int _count;

    public override void Append(ReadOnlySpan<T> values)
    {
        Pooled.EnsureRoom(ref _values, _count, values.Length);
        values.CopyTo(_values.AsSpan(_count));
        _count += values.Length;
        CountNulls(values);
    }

    public override void Adopt(T[] values, int count)
    {
        if (_count > 0)
        {
            base.Adopt(values, count);
            return;
        }

        _values = values;
        _count = count;
        CountNulls(values.AsSpan(0, count));
    }

    public override void Release()
    {
        Pooled.Return(_values);
        _values = [];
    }

    protected override void WriteValue(int position, Utf8ResponseWriter writer)
    {
        var value = _values[position];
        if (CanBeNull && value is null)
        {
            writer.WriteNull();
            return;
        }

        var start = writer.Length;
        try
        {
            write(writer, value);
        }
        catch (Exception e) when (e is not ResponseRefusedException)
        {
            // A value that JSON or the scalar has no text for. The response is written once more, with this error in it.
            writer.Truncate(start);
            writer.WriteNull();
            Fail(position, MaskedException.From(e));
        }
    }

    protected override bool IsNull(int position) => (CanBeNull && _values[position] is null) || IsNulled(position);

    protected override int AppendNull()
    {
        Pooled.EnsureRoom(ref _values, _count, 1);
        _values[_count] = default!;
        return _count++;
    }

    private void CountNulls(ReadOnlySpan<T> values)
    {
        if (!NonNull || !CanBeNull) return;
        foreach (var value in values)
            if (value is null)
                NullAppended();
    }
}
