namespace PortfolioGraph.Sandbox.Okx;

/// <summary>An OKX failure: a code of the documents' lists, and the HTTP status that goes with it.</summary>
internal sealed record OkxError(int Code, string Message)
{
    public int Status => Code switch
    {
        50011 => 429,
        50026 => 500,
        50102 or (>= 50103 and <= 50107) or (>= 50111 and <= 50113) => 401,
        50014 or 51000 or 84000 => 400,
        _ => 200,
    };

    public static readonly OkxError KeyMissing = new(50103, "Request header \"OK-ACCESS-KEY\" can't be empty");
    public static readonly OkxError PassphraseMissing = new(50104, "Request header \"OK-ACCESS-PASSPHRASE\" can't be empty");
    public static readonly OkxError PassphraseWrong = new(50105, "Request header \"OK-ACCESS-PASSPHRASE\" incorrect");
    public static readonly OkxError SignMissing = new(50106, "Request header \"OK-ACCESS-SIGN\" can't be empty");
    public static readonly OkxError TimestampMissing = new(50107, "Request header \"OK-ACCESS-TIMESTAMP\" can't be empty");
    public static readonly OkxError KeyWrong = new(50111, "Invalid OK-ACCESS-KEY");
    public static readonly OkxError TimestampWrong = new(50112, "Invalid OK-ACCESS-TIMESTAMP");
    public static readonly OkxError SignWrong = new(50113, "Invalid OK-ACCESS-SIGN");

    public static readonly OkxError ChainUnknown = new(81104, "The chain is not supported");
    public static readonly OkxError TooManyAddresses = new(81107, "Too many addresses");
    public static readonly OkxError ChainAndAddressDiffer = new(81157, "The chain and the address do not match");
    public static readonly OkxError AddressIllegal = new(81353, "The address is illegal");
    public static readonly OkxError FormatMismatch = new(84019, "Address format mismatch");

    public static OkxError Empty(string parameter) => new(50014, $"Parameter {parameter} can not be empty");

    public static OkxError Bad(string parameter) => new(51000, $"Parameter {parameter} error");

    /// <summary>The message for a code that a fault switch names.</summary>
    public static OkxError Injected(int code) => new(code, code switch
    {
        50050 => "V5 API is being deprecated",
        51000 => "Parameter chainIndex error",
        81104 => ChainUnknown.Message,
        84000 => "Parameter error",
        84001 => "The platform is not supported",
        84019 => FormatMismatch.Message,
        50001 => "Service temporarily unavailable",
        50011 => "Too Many Requests",
        50026 => "System error",
        81159 => "Data caching, please try again later",
        81451 => "Node failed",
        84021 => "Syncing assets, please retry shortly",
        84023 => "External service error",
        _ => "Injected error",
    });
}
