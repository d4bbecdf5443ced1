using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PortfolioGraph.Sandbox.Faults;
using PortfolioGraph.Sandbox.Settings;

namespace PortfolioGraph.Sandbox.Wire;

/// <summary>The sandbox's own paths: <c>/_sandbox/faults</c>, <c>/_sandbox/balances</c> and <c>/_sandbox/calls</c>.</summary>
internal static class Control
{
    public static Reply Answer(string method, string path, IQueryCollection query, string body, FaultSwitches faults, BalanceSwitches balances, CallLog calls)
    {
        switch (method, path)
        {
            case ("POST", "/_sandbox/faults"):
                return SetFault(body, faults);
            case ("DELETE", "/_sandbox/faults"):
                faults.Clear(query["provider"].ToString() is { Length: > 0 } provider ? provider : null);
                return Reply.Bare(204);
            case ("POST", "/_sandbox/balances"):
                return SetBalances(body, balances);
            case ("DELETE", "/_sandbox/balances"):
                balances.Clear();
                return Reply.Bare(204);
            case ("GET", "/_sandbox/calls"):
                return new Reply(200, JsonSerializer.SerializeToUtf8Bytes([.. calls.Snapshot()], ControlJson.Default.RecordedCallArray));
            case ("DELETE", "/_sandbox/calls"):
                calls.Reset();
                return Reply.Bare(204);
            default:
                return Error(404, "POST or DELETE /_sandbox/faults or /_sandbox/balances, GET or DELETE /_sandbox/calls");
        }
    }

    private static Reply SetFault(string body, FaultSwitches faults)
    {
        try
        {
            var members = JsonNode.Parse(body) as JsonObject;
            if (members?["provider"] is not JsonValue name || !name.TryGetValue(out string? provider))
                return Error(400, "A fault is an object that names its provider: okx, mesh or neptune.");
            members.Remove("provider");
            faults.Set(provider, members.Deserialize(ControlJson.Default.Fault)!);
            return Reply.Bare(204);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Error(400, e.Message);
        }
    }

    private static Reply SetBalances(string body, BalanceSwitches balances)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject { Count: 2 } members
                || members["wallet"] is not JsonValue name || !name.TryGetValue(out string? wallet)
                || members["multiplier"] is not JsonValue number || !number.TryGetValue(out int multiplier))
            {
                return Error(400, "Balances are an object with a wallet and a multiplier, which is a whole number.");
            }

            balances.Multiply(wallet, multiplier);
            return Reply.Bare(204);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Error(400, e.Message);
        }
    }

    private static Reply Error(int status, string message) =>
        Json.Reply(status, w =>
        {
            w.WriteStartObject();
            w.WriteString("error", message);
            w.WriteEndObject();
        });
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(RecordedCall[]))]
internal sealed partial class ControlJson : JsonSerializerContext;
