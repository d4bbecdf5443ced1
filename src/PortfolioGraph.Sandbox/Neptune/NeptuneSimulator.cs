using System.Numerics;
using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Neptune;

/// <summary>Neptune Finance v2 on Injective: no key, GET only, and extras only for those who ask.</summary>
internal sealed partial class NeptuneSimulator(TimeProvider time) : ISimulator
{
    private const string Prefix = "/api/v1/";

    public string Provider => "neptune";

    public Reply Answer(WireRequest request)
    {
        if (request.Method != "GET" || !request.Path.StartsWith(Prefix, StringComparison.Ordinal))
            return PathUnknown();
        foreach (var name in (ReadOnlySpan<string>)["with_text", "with_value", "with_percent"])
        {
            if (request.Parameter(name) is not (null or "true" or "false"))
                return Error(400, "query_parameter_invalid", "query", $"{name} is true or false", "client");
        }

        var flags = new Flags(request.Flag("with_text"), request.Flag("with_value"), request.Flag("with_percent"));
        var path = request.Path[Prefix.Length..].Split('/');
        return path switch
        {
            ["status", "health"] => Ok(w => WriteObject(w, () => w.WriteString("status", "ok"))),
            ["assets"] => Assets(WriteAssetInfo),
            ["assets", "prices"] => Assets((w, a) => WritePricedAsset(w, a, flags)),
            ["users", var address, .. var rest] => Address.IsBech32(address, "inj") && address.Length == 42
                ? User(request, address, rest, flags)
                : BadAddress(address),
            _ => PathUnknown(),
        };
    }

    public Reply Fail(WireRequest request, string code, string? message) => Error(code switch
    {
        "internal" => 500,
        "entity_not_found" or "path_unknown" => 404,
        _ => 400,
    }, code, null, "Injected error", code == "internal" ? "server" : "client");

    private Reply User(WireRequest request, string address, string[] path, Flags flags)
    {
        var user = NeptuneUser.Of(address);
        switch (path)
        {
            case ["user"]:
                return Ok(w => WriteObject(w, () =>
                {
                    w.WritePropertyName("markets");
                    WriteMarkets(w, user, flags);
                    w.WriteStartObject("nept");
                    w.WritePropertyName("staking");
                    WriteStaking(w, user, flags);
                    w.WritePropertyName("unlocks");
                    WriteUnlocks(w, user, flags);
                    w.WriteEndObject();
                    w.WritePropertyName("wallets");
                    if (address == NeptuneUser.Example)
                        CopyData(w, Recorded.NeptuneBalances, flags);
                    else
                        WriteWallet(w, user, flags);
                }));
            case ["wallet", "balances"]:
                return address == NeptuneUser.Example
                    ? Example(Recorded.NeptuneBalances, flags)
                    : Ok(w => WriteWallet(w, user, flags));
            case ["wallet", "balance"]:
                if (request.Parameter("asset_id") is not { } id)
                    return MissingAssetId();
                if (address == NeptuneUser.Example && id == NeptuneAsset.Inj.Id)
                    return Example(Recorded.NeptuneBalance, flags);
                var known = user.Wallet.Where(b => b.Asset.Id == id).ToArray();
                if (known.Length > 0)
                    return Ok(w => WriteBalance(w, known[0].Asset, known[0].Amount, flags));
                var unknown = user.Unknown.Where(b => "token;" + b.Key == id).ToArray();
                return unknown.Length > 0 ? Ok(w => WriteUnknown(w, unknown[0].Key, unknown[0].Amount)) : NotFound("the wallet has no such asset");
            case ["markets"]:
                return Ok(w => WriteMarkets(w, user, flags));
            case ["markets", "lend"]:
                return Ok(w => WriteLend(w, user, flags));
            case ["markets", "lend", "lookup"]:
                if (request.Parameter("asset_id") is not { } lent)
                    return MissingAssetId();
                return user.Lend.FirstOrDefault(p => p.Asset.Id == lent) is { } pool ? Ok(w => WriteLendPool(w, pool, flags)) : NotFound("nothing of that asset is lent");
            case ["markets", "borrow"]:
                return Ok(w => WriteBorrow(w, user, flags));
            case ["markets", "borrow", "accounts", var index]:
                return user.Accounts.FirstOrDefault(a => a.Index.ToString() == index) is { } account
                    ? Ok(w => WriteAccount(w, account, flags))
                    : NotFound("there is no account of that index");
            case ["nept", "staking"]:
                return Ok(w => WriteStaking(w, user, flags));
            case ["nept", "unlocks"]:
                return Ok(w => WriteUnlocks(w, user, flags));
            default:
                return PathUnknown();
        }
    }

    private static Reply Example(byte[] recorded, Flags flags) =>
        flags is { Text: true, Value: true } ? new Reply(200, recorded) : Ok(w => CopyData(w, recorded, flags));

    /// <summary>The <c>data</c> of a recorded answer, less the extras that nobody asked for.</summary>
    private static void CopyData(Utf8JsonWriter w, byte[] recorded, Flags flags)
    {
        using var document = JsonDocument.Parse(recorded);
        Copy(w, document.RootElement.GetProperty("data"), flags);
    }

    private static void Copy(Utf8JsonWriter w, JsonElement element, Flags flags)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                w.WriteStartObject();
                foreach (var member in element.EnumerateObject())
                {
                    w.WritePropertyName(member.Name);
                    if ((member.Name == "text" && !flags.Text) || (member.Name is "value" or "total_value" && !flags.Value))
                        w.WriteNullValue();
                    else
                        Copy(w, member.Value, flags);
                }
                w.WriteEndObject();
                break;
            case JsonValueKind.Array:
                w.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Copy(w, item, flags);
                w.WriteEndArray();
                break;
            default:
                element.WriteTo(w);
                break;
        }
    }

    private static Reply Ok(Action<Utf8JsonWriter> writeData) => Json.Reply(200, w => WriteObject(w, () =>
    {
        w.WritePropertyName("data");
        writeData(w);
        WriteStatus(w, 200);
    }));

    private static Reply Assets(Action<Utf8JsonWriter, NeptuneAsset> write) => Json.Reply(200, w => WriteObject(w, () =>
    {
        w.WriteNumber("count", NeptuneAsset.All.Length);
        w.List("data", NeptuneAsset.All, asset => write(w, asset));
        WriteStatus(w, 200);
    }));

    private static void WriteStatus(Utf8JsonWriter w, int status)
    {
        if (status == 200)
            w.WriteNull("error");
        w.WriteNumber("status", status);
        w.WriteString("status_text", status switch
        {
            200 => "200 OK",
            400 => "400 Bad Request",
            404 => "404 Not Found",
            _ => "500 Internal Server Error",
        });
    }

    private static Reply PathUnknown() => Error(404, "path_unknown", "path", "no such path", "client");

    private static Reply NotFound(string message) => Error(404, "entity_not_found", null, message, "client");

    private static Reply MissingAssetId() => Error(400, "query_parameter_missing", "query", "asset_id is required", "client");

    private static Reply BadAddress(string address) =>
        Error(400, "validation", "path", "the request is not valid", "user", ("address", $"'{address}' is not an address of Injective"));

    private static Reply Error(int status, string kind, string? origin, string message, string scope, (string Name, string Message)? field = null) =>
        Json.Reply(status, w => WriteObject(w, () =>
        {
            w.WriteNull("data");
            w.WriteStartObject("error");
            w.WriteString("kind", kind);
            if (field is { } bad)
            {
                w.WriteStartArray("fields");
                w.WriteStartObject();
                w.WriteString("field", bad.Name);
                w.WriteStartArray("messages");
                w.WriteStringValue(bad.Message);
                w.WriteEndArray();
                w.WriteEndObject();
                w.WriteEndArray();
            }
            if (origin is not null)
                w.WriteString("origin", origin);
            w.WriteString("message", message);
            w.WriteString("scope", scope);
            w.WriteEndObject();
            WriteStatus(w, status);
        }));

    private static void WriteObject(Utf8JsonWriter w, Action writeMembers)
    {
        w.WriteStartObject();
        writeMembers();
        w.WriteEndObject();
    }

    /// <summary>Which extras the caller asked for.</summary>
    private readonly record struct Flags(bool Text, bool Value, bool Percent);

    private readonly record struct Amount(string Name, BigInteger Units);
}
