using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>How a scalar's input becomes a runtime value (spec section 3.5). Stateless and thread-safe.</summary>
public abstract class ScalarCoercion
{
    /// <summary>Passes everything through: variables as <see cref="JsonElement"/>, literals as the JSON they correspond to.</summary>
    public static ScalarCoercion Any { get; } = new AnyScalarCoercion();

    /// <summary>A JSON value of a variable, never JSON null.</summary>
    /// <param name="value">The value as it came.</param>
    /// <param name="result">The runtime value, never null on success.</param>
    /// <param name="reason">Why not; completes the sentence 'Expected type "X". …'.</param>
    public abstract bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason);

    /// <summary>A literal of a document, never <c>null</c> and never a variable. Lists and objects hold no variables unless the coercion is <see cref="Any"/>.</summary>
    public abstract bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason);

    /// <summary>Whether an error may repeat what it refuses: false for what may be a secret in the wrong place.</summary>
    /// <param name="text">A JSON value or a literal, as it is written.</param>
    public virtual bool MayShow(string text) => true;

    internal string Refusal(GraphQLType type, string text, string reason) =>
        $"Expected value of type \"{type}\"{(MayShow(text) ? $", found {text}" : string.Empty)}; {reason}";
}
