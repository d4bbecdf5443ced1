using System.Text.Json.Serialization;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Mesh;

/// <summary>Reads Mesh's answers: numbers from their raw text, so that no digit is lost on the way.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(DecimalJsonConverter), typeof(TextJsonConverter)])]
[JsonSerializable(typeof(MeshWireEnvelope<MeshWirePortfolio>), TypeInfoPropertyName = "Portfolio")]
[JsonSerializable(typeof(MeshWireEnvelope<MeshWireCash>), TypeInfoPropertyName = "Cash")]
[JsonSerializable(typeof(MeshWirePosition))]
[JsonSerializable(typeof(MeshWireDistribution))]
[JsonSerializable(typeof(MeshWireNft))]
[JsonSerializable(typeof(MeshWireFiat))]
internal sealed partial class MeshWireJson : JsonSerializerContext;
