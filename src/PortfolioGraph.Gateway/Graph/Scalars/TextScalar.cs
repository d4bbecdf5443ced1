using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.Gateway.Graph.Scalars;

/// <summary>Turns text into a value, or says why not.</summary>
internal delegate bool TryParseText<T>(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? reason);

/// <summary>Input of a scalar that is written as a string; numbers are taken too where <paramref name="acceptNumbers"/> says so, by their text.</summary>
internal sealed class TextScalar<T>(TryParseText<T> tryParse, bool acceptNumbers = false) : ScalarCoercion
    where T : notnull
{
    public override bool TryCoerce(JsonElement value, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: return TryCoerce(value.GetString()!, out result, out reason);
            case JsonValueKind.Number when acceptNumbers: return TryCoerce(value.GetRawText(), out result, out reason);
            default: return Refuse(out result, out reason);
        }
    }

    public override bool TryCoerce(ValueNode literal, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason) => literal switch
    {
        StringValueNode s => TryCoerce(s.Value, out result, out reason),
        IntValueNode i when acceptNumbers => TryCoerce(i.Value, out result, out reason),
        FloatValueNode f when acceptNumbers => TryCoerce(f.Value, out result, out reason),
        _ => Refuse(out result, out reason),
    };

    /// <summary>Nothing that may be a seed phrase pasted by mistake, nor what has an escape in it, which may be a blank of one.</summary>
    public override bool MayShow(string text) => !Quoted.MayBeSeedPhrase(text) && !text.Contains('\\', StringComparison.Ordinal);

    private bool TryCoerce(string text, [NotNullWhen(true)] out object? result, [NotNullWhen(false)] out string? reason)
    {
        if (tryParse(text, out var value, out reason))
        {
            result = value;
            reason = null;
            return true;
        }

        result = null;
        return false;
    }

    private static bool Refuse(out object? result, out string? reason)
    {
        result = null;
        reason = "It is written as a string.";
        return false;
    }
}
