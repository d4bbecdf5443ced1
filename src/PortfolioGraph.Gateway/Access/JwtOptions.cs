using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PortfolioGraph.Gateway.Settings;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Configuration section <c>Access:Jwt</c>: whose tokens are believed, and what they let their subjects do.</summary>
internal sealed record JwtOptions
{
    private const int LeastRsaBits = 2048;

    public required string Audience { get; init; }

    /// <summary>Null is the issuer that the authority says it is.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where the keys are asked for; null where they are configured.</summary>
    public Uri? Authority { get; init; }

    /// <summary>The keys that are configured, a JWKS or a PEM as it was read.</summary>
    public string? Keys { get; init; }

    public string WalletsClaim { get; init; } = "portfolio_wallets";

    /// <summary>Whether a token without the claim may ask for every wallet, in place of none.</summary>
    public bool AllWallets { get; init; }

    /// <summary>What each subject has; 0 is no limit.</summary>
    public int RequestsPerMinute { get; init; }

    public int MaxCostPerMinute { get; init; }

    /// <returns>Null where no token is believed.</returns>
    public static JwtOptions? Read(IConfigurationSection section, List<string> problems)
    {
        if (!section.GetChildren().Any()) return null;
        var (audience, issuer, authority, file, pem) = (Text("Audience"), Text("Issuer"), Text("Authority"), Text("JwksFile"), Text("PublicKey"));
        if (audience is null) problems.Add($"{section.Path}:Audience is needed: the name that tokens for this gateway have in their claim aud");
        if (new[] { authority, file, pem }.Count(source => source is not null) != 1)
            problems.Add($"{section.Path} needs one of Authority, JwksFile and PublicKey, which say whose signatures are believed");
        if (authority is null && issuer is null) problems.Add($"{section.Path}:Issuer is needed where there is no Authority: the claim iss of tokens");

        Uri? url = null;
        if (authority is not null && !(Uri.TryCreate(authority, UriKind.Absolute, out url) && IsSafe(url)))
            problems.Add($"{section.Path}:Authority is \"{authority}\"; it must be a URL of https, or of http on loopback, without a query");
        var keys = file is null ? pem : ReadFile(section, file, problems);
        var options = new JwtOptions
        {
            Audience = audience ?? "",
            Issuer = issuer,
            Authority = url,
            Keys = keys,
            WalletsClaim = Text("WalletsClaim") ?? "portfolio_wallets",
            AllWallets = SettingReader.ReadFlag(section, "AllWallets"),
            RequestsPerMinute = Budget("RequestsPerMinute"),
            MaxCostPerMinute = Budget("MaxCostPerMinute"),
        };
        if (keys is not null) options.CheckKeys($"{section.Path}:{(file is null ? "PublicKey" : "JwksFile")}", problems);
        return options;

        string? Text(string key) => section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

        int Budget(string key)
        {
            var number = SettingReader.ReadNumber(section, key, otherwise: -1);
            if (number == 0 || (number < 0 && AccessOptions.IsSet(section, key)))
                problems.Add($"{section.Path}:{key} must be at least 1; leave it out for no limit");
            return Math.Max(0, number);
        }
    }

    /// <summary>The keys that are configured.</summary>
    /// <exception cref="FormatException">There are none, or one of them can't be used; the message says why.</exception>
    public IReadOnlyList<SecurityKey> ReadKeys()
    {
        try
        {
            if (Keys!.StartsWith('{')) return Usable(new JsonWebKeySet(Keys).GetSigningKeys());
            AsymmetricAlgorithm key = Keys.Contains("PRIVATE KEY", StringComparison.Ordinal)
                ? throw new FormatException("holds a private key, which the gateway must not have")
                : FromPem(Keys);
            return Usable([key is RSA rsa ? new RsaSecurityKey(rsa) : new ECDsaSecurityKey((ECDsa)key)]);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or System.Text.Json.JsonException or InvalidOperationException)
        {
            throw new FormatException("can't be read as public keys", e);
        }
    }

    /// <summary>Keys that only their owner can sign with, and that are long enough.</summary>
    /// <exception cref="FormatException">There are none.</exception>
    public static IReadOnlyList<SecurityKey> Usable(IEnumerable<SecurityKey> keys)
    {
        SecurityKey[] usable = [.. keys.Where(key => key switch
        {
            RsaSecurityKey rsa => rsa.KeySize >= LeastRsaBits,
            JsonWebKey { Kty: "RSA" } rsa => rsa.KeySize >= LeastRsaBits,
            ECDsaSecurityKey or JsonWebKey { Kty: "EC" } => true,
            X509SecurityKey certificate => certificate.PublicKey is ECDsa or RSA { KeySize: >= LeastRsaBits },
            _ => false,
        })];
        return usable.Length > 0 ? usable : throw new FormatException($"has no public key of RSA ({LeastRsaBits} bits or more) or of an elliptic curve");
    }

    private static AsymmetricAlgorithm FromPem(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            rsa.Dispose();
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve;
        }
    }

    private static bool IsSafe(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)) && url is { Query: "", Fragment: "", UserInfo: "" };

    private static string? ReadFile(IConfigurationSection section, string path, List<string> problems)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{section.Path}:JwksFile is \"{path}\", which can't be read");
            return null;
        }
    }

    private void CheckKeys(string key, List<string> problems)
    {
        try
        {
            ReadKeys();
        }
        catch (FormatException e)
        {
            problems.Add($"{key} {e.Message}");
        }
    }
}
