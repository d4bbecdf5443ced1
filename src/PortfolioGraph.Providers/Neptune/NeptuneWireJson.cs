using System.Text.Json.Serialization;
using PortfolioGraph.Providers.Http;

namespace PortfolioGraph.Providers.Neptune;

/// <summary>Reads Neptune's answers: amounts are strings of any number of digits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(DecimalJsonConverter), typeof(TextJsonConverter)])]
[JsonSerializable(typeof(NeptuneWireEnvelope<NeptuneWireWallet>), TypeInfoPropertyName = "Wallet")]
[JsonSerializable(typeof(NeptuneWireEnvelope<NeptuneWireBalance>), TypeInfoPropertyName = "Balance")]
[JsonSerializable(typeof(NeptuneWireEnvelope<NeptuneWireUser>), TypeInfoPropertyName = "User")]
[JsonSerializable(typeof(NeptuneWireLendPool))]
[JsonSerializable(typeof(NeptuneWireAccount))]
[JsonSerializable(typeof(NeptuneWireLoanAsset))]
[JsonSerializable(typeof(NeptuneWireFieldError))]
internal sealed partial class NeptuneWireJson : JsonSerializerContext;
