using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>What every answer of Neptune is wrapped in: <paramref name="Data"/> or <paramref name="Error"/>. <paramref name="Status"/> repeats the HTTP status.</summary>
internal sealed record NeptuneWireEnvelope<T>(T? Data, NeptuneWireError? Error, BigDecimal? Status)
    where T : class;

/// <remarks>Lists on wire records are settable: generated code would set an init-only one to null where it is missing.</remarks>
internal sealed record NeptuneWireError(string? Kind, string? Message)
{
    /// <summary>For <c>validation</c>: what is wrong with which field.</summary>
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireFieldError>))]
    public IReadOnlyList<NeptuneWireFieldError> Fields { get; set; } = [];
}

internal sealed record NeptuneWireFieldError(string? Field)
{
    [JsonConverter(typeof(ListJsonConverter<string>))]
    public IReadOnlyList<string> Messages { get; set; } = [];
}
