using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Okx;

/// <content>Tokens and totals.</content>
internal sealed partial class OkxSimulator
{
    // tokenType. v6 knows none.
    private const string Inscription = "2";

    private OkxError? ServerTime(Call call)
    {
        call.Writer.WriteStartObject();
        call.Writer.WriteString("ts", Now());
        call.Writer.WriteEndObject();
        return null;
    }

    private static OkxError? SupportedChains(Call call)
    {
        foreach (var chain in Chain.All)
        {
            call.Writer.WriteStartObject();
            call.Writer.WriteString("name", chain.Name);
            call.Writer.WriteString("logoUrl", $"https://static.sandbox.example/chain/{chain.Index}.png");
            call.Writer.WriteString("shortName", chain.Short);
            call.Writer.WriteString("chainIndex", chain.Index.ToString());
            call.Writer.WriteEndObject();
        }
        return null;
    }

    private static OkxError? TokenDetail(Call call)
    {
        if (Chain.Find(call.Request.Parameter("chainIndex")) is not { } chain)
            return OkxError.ChainUnknown;
        if (TokenInfo.Find(chain.Index, call.Request.Parameter("tokenAddress") ?? "") is not { } token)
            return new OkxError(81152, "The token does not exist");

        var w = call.Writer;
        w.WriteStartObject();
        w.WriteString("chainIndex", chain.Index.ToString());
        w.WriteString("tokenAddress", token.Address);
        w.WriteString("symbol", token.Symbol);
        w.WriteString("name", token.Name);
        w.WriteString("decimals", token.Decimals.ToString());
        w.WriteString("tokenType", token.Type);
        w.WriteString("logoUrl", TokenLogo(token.Symbol));
        w.WriteEndObject();
        return null;
    }

    private static OkxError? AccountTokens(Call call) =>
        ReadAccount(call.Body.Text("accountId"), out var owner) ?? NamedTokens(call, owner, chain => true);

    private static OkxError? AddressTokens(Call call)
    {
        if (call.Body.Text("address") is not { } address)
            return OkxError.Empty("address");
        return Address.IsKnown(address)
            ? NamedTokens(call, Address.Canonical(address), chain => chain.Fits(address))
            : OkxError.AddressIllegal;
    }

    /// <summary>
    /// The tokens that were named, in that order. One that is known but not held comes with a balance of 0; one that
    /// nobody knows is left out.
    /// </summary>
    private static OkxError? NamedTokens(Call call, string owner, Func<Chain, bool> fits)
    {
        var name = call.IsV6 ? "tokenContractAddresses" : "tokenAddresses";
        var asked = call.Body.Items(name).ToArray();
        if (asked.Length == 0)
            return OkxError.Empty(name);
        if (asked.Length > MaxTokens)
            return OkxError.Bad(name);
        if (ReadRisk(call, out var withRisk) is { } wrong)
            return wrong;

        var found = new List<TokenHolding>();
        foreach (var item in asked)
        {
            if (Chain.Find(item.Text("chainIndex")) is not { } chain)
                return OkxError.ChainUnknown;
            if (!fits(chain))
                return OkxError.ChainAndAddressDiffer;
            var address = Address.Canonical(item.Text(call.IsV6 ? "tokenContractAddress" : "tokenAddress") ?? "");
            var holding = OkxHoldings.Tokens(owner, chain.Index).FirstOrDefault(t => t.Address == address);
            if (holding is null && TokenInfo.Find(chain.Index, address) is { } token)
                holding = TokenHolding.Of(token, Exact.Zero, misspelled: false);
            if (holding is not null && !(call.IsV6 && holding.Type == Inscription))
                found.Add(holding);
        }
        WriteTokens(call, found.Where(t => withRisk || !t.IsRisk), address: call.IsV6 ? owner : null);
        return null;
    }

    private OkxError? AllAddressTokens(Call call)
    {
        if (ReadAddressAndChains(call, out var owner, out var chains) is { } error)
            return error;
        if (ReadRisk(call, out var withRisk) is { } wrong)
            return wrong;
        WriteTokens(call, TokensOf(owner, chains, withRisk).Where(t => !(call.IsV6 && t.Type == Inscription)), owner);
        return null;
    }

    private OkxError? AllAccountTokens(Call call)
    {
        if (ReadAccount(call.Request.Parameter("accountId"), out var owner) is { } noAccount)
            return noAccount;
        if (ReadChains(call.Request.Parameter("chains"), out var chains) is { } noChains)
            return noChains;
        if (ReadRisk(call, out var withRisk) is { } wrong)
            return wrong;
        WriteTokens(call, TokensOf(owner, chains ?? [.. Chain.All], withRisk), null, Now());
        return null;
    }

    /// <summary>The older call: in pages of at most 100, with a cursor, and tokenType 3 for LP tokens.</summary>
    private OkxError? PagedAccountTokens(Call call)
    {
        if (ReadAccount(call.Request.Parameter("accountId"), out var owner) is { } error)
            return error;
        if (!int.TryParse(call.Request.Parameter("limit") ?? "50", out var limit) || limit is < 1 or > 100)
            return OkxError.Bad("limit");
        if (!int.TryParse(call.Request.Parameter("cursor") ?? "0", out var start) || start < 0)
            return OkxError.Bad("cursor");

        var all = TokensOf(owner, Chain.All, true).ToArray();
        var receipts = ReceiptsOf(owner).ToHashSet();
        var page = all.Skip(start).Take(limit).Select(t => receipts.Contains((t.Chain, t.Address)) ? t with { Type = "3" } : t);
        call.Writer.WriteStartObject();
        call.Writer.WriteString("cursor", start + limit < all.Length ? (start + limit).ToString() : "");
        WriteTokenList(call, page, null);
        call.Writer.WriteEndObject();
        return null;
    }

    private OkxError? AccountTotal(Call call)
    {
        if (ReadAccount(call.Request.Parameter("accountId"), out var owner) is { } error)
            return error;
        return ReadChains(call.Request.Parameter("chains"), out var chains) ?? Total(call, owner, chains ?? [.. Chain.All]);
    }

    private OkxError? AddressTotal(Call call) =>
        ReadAddressAndChains(call, out var owner, out var chains) ?? Total(call, owner, chains);

    /// <summary>Tokens, DeFi, or both; in both, a receipt token counts only as the position that it stands for.</summary>
    private OkxError? Total(Call call, string owner, IReadOnlyList<Chain> chains)
    {
        var type = call.Request.Parameter("assetType") ?? "0";
        if (type is not ("0" or "1" or "2"))
            return OkxError.Bad("assetType");
        // A boolean in both versions, unlike in balances; leaving risk tokens out is the default.
        var exclude = call.Request.Parameter("excludeRiskToken") ?? "true";
        if (exclude is not ("true" or "false"))
            return OkxError.Bad("excludeRiskToken");
        var risk = exclude == "false";

        var total = Exact.Zero;
        if (type != "2")
        {
            var receipts = type == "0" ? ReceiptsOf(owner).ToHashSet() : [];
            var tokens = TokensOf(owner, chains, risk).Where(t => !(call.IsV6 && t.Type == Inscription));
            total += Exact.Sum(tokens.Where(t => !receipts.Contains((t.Chain, t.Address))).Select(t => t.Value));
        }
        if (type != "1")
        {
            var indices = chains.Select(c => c.Index).ToHashSet();
            total += Exact.Sum(OkxHoldings.Platforms(owner).Select(p => p.On(indices)?.Value ?? Exact.Zero));
        }
        call.Writer.WriteStartObject();
        call.Writer.WriteString("totalValue", total.ToString());
        call.Writer.WriteEndObject();
        return null;
    }

    private static OkxError? BalanceList(Call call)
    {
        if (Chain.Find(call.Body.Text("chainId")) is not { } chain)
            return OkxError.ChainUnknown;
        if (call.Body.Text("address") is not { } address || !Address.IsKnown(address))
            return OkxError.AddressIllegal;
        if (!chain.Fits(address))
            return OkxError.FormatMismatch;

        var asked = call.Body.Items("tokenAddressList").Select(t => Address.Canonical(t.GetString() ?? "")).ToHashSet();
        foreach (var token in OkxHoldings.Tokens(Address.Canonical(address), chain.Index).Where(t => asked.Count == 0 || asked.Contains(t.Address)))
        {
            var info = TokenInfo.Find(chain.Index, token.Address);
            var w = call.Writer;
            w.WriteStartObject();
            w.WriteString("tokenSymbol", token.Symbol);
            w.WriteString("tokenName", info?.Name ?? token.Symbol);
            w.WriteString("tokenLogo", TokenLogo(token.Symbol));
            w.WriteString("tokenAddress", token.Address);
            w.WriteString("network", chain.Short);
            w.WriteString("chainId", chain.Index.ToString());
            w.WriteString("tokenPrecision", (info?.Decimals ?? 18).ToString());
            w.WriteBoolean("isBaseToken", token.Address.Length == 0);
            w.WriteString("coinAmount", token.Balance);
            w.WriteString("currencyAmount", token.Price.Length == 0 ? "" : token.Value.ToString());
            w.WriteString("browserUrl", $"https://explorer.sandbox.example/{chain.Index}/token/{token.Address}");
            w.WriteEndObject();
        }
        return null;
    }

    private static string TokenLogo(string symbol) => $"https://static.sandbox.example/token/{Uri.EscapeDataString(symbol)}.png";

    private string Now() => _options.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds().ToString();

    private static OkxError? ReadAccount(string? id, out string owner)
    {
        owner = id ?? "";
        if (id is null)
            return OkxError.Empty("accountId");
        if (!Guid.TryParse(id, out var guid))
            return OkxError.Bad("accountId");
        owner = guid.ToString();
        return null;
    }

    private static OkxError? ReadAddressAndChains(Call call, out string owner, out IReadOnlyList<Chain> chains)
    {
        (owner, chains) = ("", []);
        if (call.Request.Parameter("address") is not { } address)
            return OkxError.Empty("address");
        if (call.Request.Parameter("chains") is not { } list)
            return OkxError.Empty("chains");
        if (ReadChains(list, out var read) is { } error)
            return error;
        if (!Address.IsKnown(address))
            return OkxError.AddressIllegal;
        if (!read!.TrueForAll(c => c.Fits(address)))
            return OkxError.ChainAndAddressDiffer;
        (owner, chains) = (Address.Canonical(address), read);
        return null;
    }

    /// <summary>v5 <c>filter</c>: "1" returns everything. v6 <c>excludeRiskToken</c>: so does "1". Both leave risk tokens out by default.</summary>
    private static OkxError? ReadRisk(Call call, out bool included)
    {
        var name = call.IsV6 ? "excludeRiskToken" : "filter";
        var text = (call.Body.ValueKind == JsonValueKind.Object ? call.Body.Text(name) : call.Request.Parameter(name)) ?? "0";
        included = text == "1";
        return text is "0" or "1" ? null : OkxError.Bad(name);
    }

    private IEnumerable<TokenHolding> TokensOf(string owner, IEnumerable<Chain> chains, bool withRisk)
    {
        var multiplier = _balances.Of(owner);
        return OkxHoldings.Tokens(owner, chains.Select(c => c.Index)).Where(t => withRisk || !t.IsRisk).Select(t => t.Times(multiplier));
    }

    private static IEnumerable<(int Chain, string Address)> ReceiptsOf(string owner) =>
        OkxHoldings.Receipts(OkxHoldings.Platforms(owner)).Select(r => (r.Chain, r.Token.Address));

    private static void WriteTokens(Call call, IEnumerable<TokenHolding> tokens, string? address, string? timeStamp = null)
    {
        call.Writer.WriteStartObject();
        if (timeStamp is not null)
            call.Writer.WriteString("timeStamp", timeStamp);
        WriteTokenList(call, tokens, address);
        call.Writer.WriteEndObject();
    }

    private static void WriteTokenList(Call call, IEnumerable<TokenHolding> tokens, string? address)
    {
        var w = call.Writer;
        w.List("tokenAssets", tokens, token =>
        {
            w.WriteStartObject();
            w.WriteString("chainIndex", token.Chain.ToString());
            w.WriteString(call.IsV6 ? "tokenContractAddress" : "tokenAddress", token.Address);
            if (address is not null)
                w.WriteString("address", address);
            w.WriteString("symbol", token.Symbol);
            w.WriteString("balance", token.Balance);
            w.WriteString("rawBalance", token.Raw);
            w.WriteString("tokenPrice", token.Price);
            if (!call.IsV6)
                w.WriteString("tokenType", token.Type);
            if (address is not null && !call.IsV6)
            {
                w.WriteString("transferAmount", "0");
                w.WriteString("availableAmount", token.Balance);
            }
            w.WriteBoolean(token.IsMisspelled && !call.IsV6 ? "isRistToken" : "isRiskToken", token.IsRisk);
            w.WriteEndObject();
        });
    }
}
