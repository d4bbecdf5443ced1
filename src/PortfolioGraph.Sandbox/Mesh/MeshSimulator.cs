using System.Text.Json;
using PortfolioGraph.Sandbox.Data;
using PortfolioGraph.Sandbox.Settings;
using PortfolioGraph.Sandbox.Wire;

namespace PortfolioGraph.Sandbox.Mesh;

/// <summary>Mesh Connect: two key headers, an envelope with a status, and often a second status inside.</summary>
internal sealed class MeshSimulator(SandboxOptions options) : ISimulator
{
    public string Provider => "mesh";

    public Reply Answer(WireRequest request)
    {
        // 401 and 403 have no body at all: the documents give them no schema.
        if (request.Headers["X-Client-Id"] != options.MeshClientId || request.Headers["X-Client-Secret"] != options.MeshClientSecret)
            return Reply.Bare(401);

        switch (request.Method, request.Path)
        {
            case ("GET", "/api/v1/holdings/portfolio"):
                return ForUser(request, user => user switch
                {
                    "cex-example" => new Reply(200, Recorded.MeshCex),
                    "self-custody-example" => new Reply(200, Recorded.MeshSelfCustody),
                    "MeshNulls" => Ok(w => WriteNulls(w)),
                    _ => Ok(w => WritePortfolio(w, MeshUser.Of(user))),
                });
            case ("GET", "/api/v1/balance/portfolio"):
                return ForUser(request, user => user == "robinhood-example"
                    ? Verbatim(Recorded.MeshBalancePortfolio)
                    : Ok(w => WriteFiat(w, CashOf(user))));
            case ("POST", "/api/v1/holdings/get"):
                return ForToken(request, (user, type) => user == "robinhood-example" ? Verbatim(Recorded.MeshHoldingsGet) : Ok(w => WriteHoldings(w, user, type)));
            case ("POST", "/api/v1/holdings/value"):
                return ForToken(request, (user, _) => user == "robinhood-example" ? Verbatim(Recorded.MeshHoldingsValue) : Ok(w => WriteValues(w, MeshUser.Of(user))));
            case ("POST", "/api/v1/balance/get"):
                return ForToken(request, (user, _) => user == "robinhood-example" ? Verbatim(Recorded.MeshBalanceGet) : Ok(w => WriteBalances(w, CashOf(user))));
            default:
                return Error(404, "notFound", "No such endpoint", "");
        }
    }

    public Reply Fail(WireRequest request, string code, string? message) => code switch
    {
        "failed" or "notAuthorized" => ContentFailure(code),
        _ => Error(code switch
        {
            "badRequest" => 400,
            "permissionDenied" => 403,
            "notFound" => 404,
            "conflict" => 409,
            "locked" => 423,
            "tooManyRequest" => 429,
            "unavailableForLegalReasons" => 451,
            _ => 500,
        }, code, "Injected error", ""),
    };

    private static Reply ForUser(WireRequest request, Func<string, Reply> answer) =>
        request.Parameter("UserId") is not { } user
            ? Error(400, "badRequest", "The UserId field is required.", "missingField")
            : request.Parameter("TimezoneOffset") is { } offset && !long.TryParse(offset, out _)
                ? Error(400, "badRequest", "The TimezoneOffset field must be a number.", "invalidField")
                : Special(user) ?? answer(user);

    private static Reply ForToken(WireRequest request, Func<string, string, Reply> answer)
    {
        if (Json.Object(request.Body) is not { } body)
            return Error(400, "badRequest", "The body is not a JSON object.", "badRequest");
        if (body.Text("authToken") is not { } token)
            return Error(400, "badRequest", "The authToken field is required.", "missingField");
        return body.Text("type") is { } type
            ? Special(token) ?? answer(token, type)
            : Error(400, "badRequest", "The type field is required.", "missingField");
    }

    /// <summary>Users whose calls fail, each in one way.</summary>
    private static Reply? Special(string user) => user switch
    {
        "MeshFailed" => ContentFailure("failed"),
        "MeshNotAuthorized" => ContentFailure("notAuthorized"),
        "MeshForbidden" => Reply.Bare(403),
        "MeshNotFound" => Error(404, "notFound", "The user was not found.", ""),
        // The documents print exactly this for a bad request: the status says ok.
        "MeshBadRequest" => new Reply(400, """{"status":"ok","message":"","errorHash":"014bffeb","teamCode":"Q9","errorType":""}"""u8.ToArray()),
        _ => null,
    };

    private static MeshCash[] CashOf(string user) => user is "cex-example" or "self-custody-example" or "MeshNulls" ? [] : MeshUser.Of(user).Cash;

    private static Reply Ok(Action<Utf8JsonWriter> writeContent) => Json.Reply(200, w =>
    {
        w.WriteStartObject();
        w.WritePropertyName("content");
        writeContent(w);
        w.WriteString("status", "ok");
        w.WriteString("message", "");
        w.WriteString("errorType", "");
        w.WriteEndObject();
    });

    private static Reply Verbatim(byte[] content) => Ok(w => w.WriteRawValue(content));

    /// <summary>HTTP 200 and status ok, and still a failure: the second status says so.</summary>
    private static Reply ContentFailure(string status) => Ok(w =>
    {
        w.WriteStartObject();
        w.WriteString("status", status);
        w.WriteString("errorMessage", status == "failed" ? "The institution did not answer." : "The access token has expired.");
        w.WriteString("displayMessage", status == "failed" ? "Please try again later." : "Please connect the account again.");
        w.WriteEndObject();
    });

    private static Reply Error(int http, string status, string message, string errorType) => Json.Reply(http, w =>
    {
        w.WriteStartObject();
        w.WriteString("status", status);
        w.WriteString("message", message);
        w.WriteString("displayMessage", message);
        w.WriteString("errorType", errorType);
        w.WriteEndObject();
    });

    private static void WritePortfolio(Utf8JsonWriter w, MeshUser user)
    {
        var total = user.EquitiesValue + user.CryptosValue + user.NftsValue;
        var positions = user.Equities.Concat(user.Cryptos).ToArray();
        var costed = positions.Where(p => p.Spent is not null).ToArray();
        var spent = Exact.Sum(costed.Select(p => p.Spent!.Value));

        w.WriteStartObject();
        Number(w, "portfolioCostBasis", costed.Length == 0 ? null : spent);
        Number(w, "actualPortfolioPerformance", costed.Length == 0 || spent.Unscaled.IsZero
            ? null
            : Percent(Exact.Sum(costed.Select(p => p.Value ?? Exact.Zero)) - spent, spent));
        Number(w, "equitiesValue", user.EquitiesValue);
        Number(w, "cryptocurrenciesValue", user.CryptosValue);
        Number(w, "nftsValue", user.NftsValue);
        w.List("equityPositions", user.Equities, p => WritePosition(w, p, total));
        w.List("cryptocurrencyPositions", user.Cryptos, p => WritePosition(w, p, total));
        w.WriteStartArray("nftPositions");
        if (user.HasNft)
            w.WriteRawValue(Recorded.MeshNft);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter w, MeshPosition position, Exact total)
    {
        var gain = position is { Value: { } value, Spent: { } spent } ? value - spent : (Exact?)null;
        w.WriteStartObject();
        Number(w, "portfolioPercentage", position.Value is { } v && !total.Unscaled.IsZero ? Percent(v, total) : null);
        Number(w, "totalReturn", gain);
        Number(w, "returnPercentage", gain is { } g && !position.Spent!.Value.Unscaled.IsZero ? Percent(g, position.Spent.Value) : null);
        if (position.Name is not null)
            w.WriteString("companyName", position.Name);
        w.WriteNull("totalDailyReturn");
        w.WriteNull("dailyReturnPercentage");
        Number(w, "marketValue", position.Value);
        Raw(w, "lastPrice", position.Price);
        w.WriteString("symbol", position.Symbol);
        Raw(w, "amount", position.Amount);
        Raw(w, "costBasis", position.Cost);
        w.WriteEndObject();
    }

    /// <summary>Everything that the schema lets be null, is.</summary>
    private static void WriteNulls(Utf8JsonWriter w) => w.WriteRawValue("""
        {"portfolioCostBasis":null,"actualPortfolioPerformance":null,"equitiesValue":0,"cryptocurrenciesValue":0,"nftsValue":0,
        "equityPositions":null,"nftPositions":null,
        "cryptocurrencyPositions":[{"name":null,"symbol":null,"amount":1E-07,"costBasis":null,"distribution":null,"marketValue":null,"lastPrice":null,
        "portfolioPercentage":null,"totalReturn":null,"returnPercentage":null,"companyName":null,"totalDailyReturn":null,"dailyReturnPercentage":null}]}
        """);

    private static void WriteHoldings(Utf8JsonWriter w, string id, string type)
    {
        var user = MeshUser.Of(id);
        w.WriteStartObject();
        w.WriteString("status", "succeeded");
        w.WriteString("type", type);
        w.WriteString("accountId", id);
        w.WriteString("institutionName", "Sandbox");
        w.WriteString("accountName", $"{id}'s account");
        w.List("equityPositions", user.Equities, p => WriteHolding(w, p));
        w.List("cryptocurrencyPositions", user.Cryptos, p => WriteHolding(w, p));
        w.WriteStartArray("notSupportedEquityPositions");
        w.WriteEndArray();
        w.WriteStartArray("notSupportedCryptocurrencyPositions");
        w.WriteEndArray();
        w.WriteStartArray("nftPositions");
        if (user.HasNft)
            w.WriteRawValue(Recorded.MeshNft);
        w.WriteEndArray();
        w.WriteStartArray("optionPositions");
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void WriteHolding(Utf8JsonWriter w, MeshPosition position)
    {
        w.WriteStartObject();
        w.WriteString("symbol", position.Symbol);
        Raw(w, "amount", position.Amount);
        Raw(w, "costBasis", position.Cost);
        Raw(w, "lastPrice", position.Price);
        Number(w, "marketValue", position.Value);
        w.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter w, MeshUser user)
    {
        w.WriteStartObject();
        Number(w, "totalValue", user.EquitiesValue + user.CryptosValue + user.NftsValue + user.CashUsd);
        w.WriteNull("totalPerformance");
        Number(w, "equitiesValue", user.EquitiesValue);
        w.WriteNull("equitiesPerformance");
        Number(w, "cryptocurrenciesValue", user.CryptosValue);
        w.WriteNull("cryptocurrenciesPerformance");
        Number(w, "nftsValue", user.NftsValue);
        Number(w, "fiatValue", user.CashUsd);
        w.WriteEndObject();
    }

    private static void WriteFiat(Utf8JsonWriter w, MeshCash[] cash)
    {
        w.WriteStartObject();
        w.List("fiatBalances", cash, c =>
        {
            w.WriteStartObject();
            w.WriteString("symbol", c.Currency);
            Raw(w, "cash", c.Amount);
            Raw(w, "buyingPower", c.BuyingPower);
            w.WriteEndObject();
        });
        w.WriteEndObject();
    }

    private static void WriteBalances(Utf8JsonWriter w, MeshCash[] cash)
    {
        Exact Usd(Func<MeshCash, string> amount) => Exact.Sum(cash.Where(c => c.Currency == "USD").Select(c => Exact.Parse(amount(c))));

        w.WriteStartObject();
        w.List("balances", cash, c =>
        {
            w.WriteStartObject();
            Raw(w, "cash", c.Amount);
            Raw(w, "buyingPower", c.BuyingPower);
            w.WriteString("currencyCode", c.Currency);
            w.WriteEndObject();
        });
        Number(w, "totalCashUsdValue", Usd(c => c.Amount));
        Number(w, "totalBuyingPowerUsdValue", Usd(c => c.BuyingPower));
        w.WriteEndObject();
    }

    private static Exact Percent(Exact part, Exact whole) => (part * new Exact(100, 0)).Over(whole, 4);

    private static void Number(Utf8JsonWriter w, string name, Exact? value) => Raw(w, name, value?.ToString());

    private static void Raw(Utf8JsonWriter w, string name, string? number)
    {
        w.WritePropertyName(name);
        w.WriteRawValue(number ?? "null");
    }
}
