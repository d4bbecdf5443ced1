using System.Text.Json;
using System.Text.Json.Serialization;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>What every answer of Neptune is wrapped in: <see cref="Data"/> or <paramref name="Error"/>. <paramref name="Status"/> repeats the HTTP status.</summary>
internal sealed record NeptuneWireEnvelope<T>(NeptuneWireError? Error, BigDecimal? Status)
    where T : class
{
    public T? Data { get; set => field = field is null ? value : throw new JsonException("data that is there twice"); }
}

/// <remarks>Lists on wire records are settable: generated code would set an init-only one to null where it is missing.</remarks>
internal sealed record NeptuneWireError(string? Kind, string? Message)
{
    /// <summary>For <c>validation</c>: what is wrong with which field.</summary>
    [JsonConverter(typeof(ListJsonConverter<NeptuneWireFieldError>))]
    public IReadOnlyList<NeptuneWireFieldError> Fields { get; set => field = WireList.Once(field, value); } = [];
}

internal sealed record NeptuneWireFieldError(string? Field)
{
    [JsonConverter(typeof(ListJsonConverter<string>))]
    public IReadOnlyList<string> Messages { get; set; } = [];
}
