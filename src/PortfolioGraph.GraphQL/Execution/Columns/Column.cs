using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Deferring;
using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>
/// The results of one field for all objects of a scope, or one list level of them: position by position, in the order of the parents.
/// Errors are kept at their position; nothing bubbles until <see cref="Complete"/> walks the result. Adding values never throws: what does not
/// fit is an error of its own position.
/// </summary>
internal abstract class Column(ExecutionState state, PlanField field, bool nonNull)
{
    private Dictionary<int, GraphQLException>? _errors;
    private HashSet<int>? _nulled;

    /// <summary>Null is not allowed at this level.</summary>
    public bool NonNull { get; } = nonNull;

    protected ExecutionState State { get; } = state;

    protected PlanField Field { get; } = field;

    /// <summary>Adds a position that failed.</summary>
    public void AppendError(GraphQLException error) => Fail(AppendNull(), error);

    /// <summary>Adds a position that has no value, whatever the C# type of the others.</summary>
    public void AppendMissing()
    {
        (_nulled ??= []).Add(AppendNull());
        NullAppended();
    }

    /// <summary>Writes the value at a position as JSON.</summary>
    public void Write(int position, Utf8ResponseWriter writer)
    {
        if (IsNulled(position)) writer.WriteNull();
        else WriteValue(position, writer);
    }

    /// <summary>
    /// The error pass (spec section 6.4.4), run only when something went wrong: reports the errors at and below a position in document order
    /// and marks what becomes null. True when the position itself is null in the result. May run again: what is null stays so.
    /// </summary>
    public bool Complete(int position, ErrorPass pass)
    {
        if (_errors is not null && _errors.TryGetValue(position, out var error))
        {
            pass.Report(Field, error);
            return true;
        }

        if (IsNull(position))
        {
            if (NonNull) pass.ReportNull(Field);
            return true;
        }

        if (!CompleteBelow(position, pass)) return false;
        (_nulled ??= []).Add(position);
        return true;
    }

    /// <summary>Looks at and below a position that is final for what comes later.</summary>
    public void Walk(int position, DeferWalk walk)
    {
        if (!IsNulled(position) && !IsNull(position)) WalkBelow(position, walk);
    }

    /// <summary>Hands scopes of child objects to the executor.</summary>
    public virtual void EnqueueScopes(ExecutionState target)
    {
    }

    /// <summary>Returns pooled memory, children included.</summary>
    public abstract void Release();

    protected abstract void WriteValue(int position, Utf8ResponseWriter writer);

    protected abstract bool IsNull(int position);

    /// <summary>Whether the position is null for another reason than its value.</summary>
    protected bool IsNulled(int position) => _nulled is not null && _nulled.Contains(position);

    /// <summary>True when a null below must make this position null.</summary>
    protected virtual bool CompleteBelow(int position, ErrorPass pass) => false;

    protected virtual void WalkBelow(int position, DeferWalk walk)
    {
    }

    /// <summary>Adds a position without a value, and returns it.</summary>
    protected abstract int AppendNull();

    protected void NullAppended()
    {
        if (NonNull) State.Problems++;
    }

    /// <summary>Puts an error in the place of a position.</summary>
    protected void Fail(int position, GraphQLException error)
    {
        (_errors ??= [])[position] = error;
        (_nulled ??= []).Add(position);
        State.Problems++;
    }
}

/// <summary>A column of values of one C# type.</summary>
internal abstract class Column<T>(ExecutionState state, PlanField field, bool nonNull) : Column(state, field, nonNull)
{
    public abstract void Append(ReadOnlySpan<T> values);

    public void Append(T value) => Append(new ReadOnlySpan<T>(in value));

    /// <summary>Takes over a pooled array as the whole column.</summary>
    public virtual void Adopt(T[] values, int count)
    {
        Append(values.AsSpan(0, count));
        Pooled.Return(values);
    }
}
