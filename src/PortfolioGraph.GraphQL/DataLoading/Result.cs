using System.Diagnostics.CodeAnalysis;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.DataLoading;

/// <summary>The value for one key or parent, or the error in its place.</summary>
public readonly struct Result<T>
{
    private Result(T? value, GraphQLException? error)
    {
        Value = value;
        Error = error;
        IsSet = true;
    }

    public T? Value { get; }

    public GraphQLException? Error { get; }

    /// <summary>False for a key that a batch forgot to answer.</summary>
    public bool IsSet { get; }

    [SuppressMessage("Design", "CA1000", Justification = "A factory reads better here than a second, non-generic type.")]
    public static Result<T> Failed(GraphQLException error) => new(default, error);

    /// <summary>The same as the conversion, for types that C# converts nothing to: interfaces and <see cref="object"/>.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "As above.")]
    public static Result<T> Of(T value) => new(value, null);

    public static implicit operator Result<T>(T value) => new(value, null);
}
