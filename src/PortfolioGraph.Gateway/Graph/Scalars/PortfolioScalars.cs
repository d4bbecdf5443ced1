using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Gateway.Graph.Scalars;

/// <summary>The scalars of the schema: how they are read and written.</summary>
internal static class PortfolioScalars
{
    public static FrozenDictionary<string, ScalarCoercion> Coercions { get; } = new Dictionary<string, ScalarCoercion>
    {
        ["Decimal"] = new TextScalar<BigDecimal>(TryParseDecimal, acceptNumbers: true),
        ["BigInt"] = new TextScalar<BigInteger>(TryParseInteger, acceptNumbers: true),
        ["DateTime"] = new TextScalar<DateTimeOffset>(TryParseTime),
        ["URL"] = new TextScalar<string>(TryParseUrl),
        ["ChainId"] = new TextScalar<ChainId>(TryParseChain),
        ["AccountId"] = new TextScalar<AccountId>(AccountId.TryParse),
        ["AssetId"] = new TextScalar<AssetId>(AssetId.TryParse),
    }.ToFrozenDictionary();

    public static void Add(SchemaBindings bindings)
    {
        bindings.Value<BigDecimal>("Decimal", static (w, v) => w.WriteFormatted(v));
        bindings.Value<BigInteger>("BigInt", static (w, v) => w.WriteString(v.ToString(CultureInfo.InvariantCulture)));
        bindings.Value<DateTimeOffset>("DateTime", static (w, v) =>
        {
            // That something was read again is no change of what was read.
            var start = w.Length;
            w.WriteString(v.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            w.MarkPassing(start);
        });
        bindings.Value<PassingText>("String", static (w, v) =>
        {
            var start = w.Length;
            w.WriteString(v.Text);
            w.MarkPassing(start);
        });
        bindings.Value<PassingNumber>("Int", static (w, v) =>
        {
            var start = w.Length;
            w.WriteInt(v.Number);
            w.MarkPassing(start);
        });
        bindings.Scalar<string>("URL", static (w, v) => w.WriteString(v));
        bindings.Value<ChainId>("ChainId", static (w, v) => w.WriteString(v.Value));
        bindings.Value<AccountId>("AccountId", static (w, v) => w.WriteString(v.Value));
        bindings.Value<AssetId>("AssetId", static (w, v) => w.WriteString(v.Value));
    }

    private static bool TryParseDecimal(string text, out BigDecimal value, [NotNullWhen(false)] out string? reason)
    {
        reason = BigDecimal.TryParse(text, out value) ? null : "It is a decimal number in plain or exponent notation.";
        return reason is null;
    }

    private static bool TryParseInteger(string text, out BigInteger value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        reason = text.Length <= BigDecimal.MaxDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            ? null
            : "It is an integer.";
        return reason is null;
    }

    private static bool TryParseTime(string text, out DateTimeOffset value, [NotNullWhen(false)] out string? reason)
    {
        value = default;
        reason = text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value)
            ? null
            : "It is a date and time by RFC 3339, such as 2026-01-31T12:00:00Z.";
        return reason is null;
    }

    private static bool TryParseUrl(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? reason)
    {
        value = text;
        reason = Uri.TryCreate(text, UriKind.Absolute, out _) ? null : "It is an absolute URL.";
        return reason is null;
    }

    private static bool TryParseChain(string text, out ChainId value, [NotNullWhen(false)] out string? reason)
    {
        if (ChainId.TryParse(text, out value, out reason)) return true;
        if (ChainRegistry.Suggest(text) is { } hint) reason = $"{reason}; {hint}";
        return false;
    }
}
