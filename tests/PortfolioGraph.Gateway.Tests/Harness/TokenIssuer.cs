using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>Signs tokens, and publishes its keys as an authority of OpenID Connect does.</summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Name = "https://issuer.example";
    public const string Audience = "portfolio";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly List<SecurityKey> _published = [];
    private WebApplication? _app;

    public TokenIssuer() => Rsa = NewRsa("rsa-1");

    public RsaSecurityKey Rsa { get; private set; }

    public ECDsaSecurityKey Curve { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "ec-1" };

    public string Pem => Rsa.Rsa.ExportSubjectPublicKeyInfoPem();

    public string Jwks => Document(Rsa, Curve);

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    public bool IsDown { get; set; }

    public static RsaSecurityKey NewRsa(string id, int bits = 2048) => new(RSA.Create(bits)) { KeyId = id };

    public static string Document(params SecurityKey[] keys) => JsonSerializer.Serialize(new
    {
        keys = keys.Select(key =>
        {
            var jwk = JsonWebKeyConverter.ConvertFromSecurityKey(key);
            return new { kty = jwk.Kty, kid = jwk.Kid, n = jwk.N, e = jwk.E, crv = jwk.Crv, x = jwk.X, y = jwk.Y, k = jwk.K };
        }),
    }, WithoutNulls);

    /// <summary>Signs with another key from now on, and publishes it beside the old one.</summary>
    public void Rotate()
    {
        Rsa = NewRsa("rsa-2");
        _published.Add(Rsa);
    }

    /// <summary>Starts to publish.</summary>
    public async Task<Uri> PublishAsync()
    {
        _published.AddRange([Rsa, Curve]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            if (IsDown)
            {
                context.Response.StatusCode = 500;
                return;
            }

            var isDiscovery = context.Request.Path == "/tenant/.well-known/openid-configuration";
            if (isDiscovery) Asked++;
            await context.Response.WriteAsync(isDiscovery
                ? JsonSerializer.Serialize(new { issuer = Name, jwks_uri = $"http://{context.Request.Host}/keys" })
                : Document([.. _published]));
        });
        await _app.StartAsync();
        return new Uri(new Uri(_app.Urls.Single()), "/tenant");
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        Rsa.Rsa.Dispose();
        Curve.ECDsa.Dispose();
    }

    /// <summary>A token that is signed, with a payload as it stands here.</summary>
    public string TokenOf(string payload)
    {
        var text = $"{Base64UrlEncoder.Encode("""{"alg":"RS256","kid":"rsa-1","typ":"JWT"}""")}.{Base64UrlEncoder.Encode(payload)}";
        var signature = Rsa.Rsa.SignData(System.Text.Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64UrlEncoder.Encode(signature)}";
    }

    /// <summary>A token that is right, but for what the test changes of it.</summary>
    public string Token(
        string subject = "alice", Action<Dictionary<string, object>>? claims = null, SecurityKey? key = null, string algorithm = "RS256", DateTime? now = null,
        Dictionary<string, object>? headers = null)
    {
        var at = new DateTimeOffset(now ?? DateTime.UtcNow).ToUnixTimeSeconds();
        var all = new Dictionary<string, object> { ["iss"] = Name, ["aud"] = Audience, ["sub"] = subject, ["iat"] = at, ["nbf"] = at, ["exp"] = at + 300 };
        claims?.Invoke(all);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Claims = all,
            SigningCredentials = algorithm == "none" ? null : new SigningCredentials(key ?? Rsa, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            AdditionalHeaderClaims = headers,
        });
    }
}
