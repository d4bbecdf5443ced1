using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Tokens that are made to be believed, and tokens that are signed rightly and make no sense: all of them are 401, and no address in them is asked.</summary>
public sealed class JwtForgeryTests(JwtTests.Issued issued) : IClassFixture<JwtTests.Issued>
{
    private const string RightHeader = """{"alg":"RS256","typ":"JWT","kid":"rsa-1"}""";

    private static readonly HttpClient Http = new();

    private readonly TokenIssuer _issuer = issued.Issuer;
    private readonly GatewayServer _gateway = issued.Gateway;

    [Fact]
    public async Task RightToken_IsBelieved() => (await StatusAsync(Signed(RightHeader, Payload()))).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task ForgedToken_Is401()
    {
        using var stranger = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}/keys";
        var jwk = TokenIssuer.Document(new RsaSecurityKey(stranger) { KeyId = "rsa-1" });
        var certificate = new CertificateRequest("CN=issuer.example", stranger, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var right = Signed(RightHeader, Payload());
        var parts = right.Split('.');
        byte[] ByStranger(byte[] text) => stranger.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        string Strange(string header) => Token(header, Payload(), ByStranger);
        string Symmetric(string algorithm, byte[] key) => Token($$"""{"alg":"{{algorithm}}","kid":"rsa-1"}""", Payload(), text => algorithm switch
        {
            "HS256" => HMACSHA256.HashData(key, text), "HS384" => HMACSHA384.HashData(key, text), _ => HMACSHA512.HashData(key, text),
        });
        var forged = new Dictionary<string, string>
        {
            ["alg none"] = Token("""{"alg":"none"}""", Payload(), _ => []),
            ["alg None"] = Token("""{"alg":"None"}""", Payload(), _ => []),
            ["alg NONE"] = Token("""{"alg":"NONE"}""", Payload(), _ => []),
            ["alg nOnE with a signature"] = Signed("""{"alg":"nOnE","kid":"rsa-1"}""", Payload()),
            ["alg none with a signature"] = Signed("""{"alg":"none","kid":"rsa-1"}""", Payload()),
            ["alg missing"] = Signed("""{"typ":"JWT","kid":"rsa-1"}""", Payload()),
            ["alg null"] = Signed("""{"alg":null,"kid":"rsa-1"}""", Payload()),
            ["alg empty"] = Signed("""{"alg":"","kid":"rsa-1"}""", Payload()),
            ["alg a number"] = Signed("""{"alg":256,"kid":"rsa-1"}""", Payload()),
            ["alg a list"] = Signed("""{"alg":["RS256"],"kid":"rsa-1"}""", Payload()),
            ["alg in lower case"] = Signed("""{"alg":"rs256","kid":"rsa-1"}""", Payload()),
            ["alg with a blank"] = Signed("""{"alg":"RS256 ","kid":"rsa-1"}""", Payload()),
            ["alg twice"] = Signed("""{"alg":"none","alg":"RS256","kid":"rsa-1"}""", Payload()),
            ["HS256 with the public key"] = Symmetric("HS256", Encoding.UTF8.GetBytes(_issuer.Pem)),
            ["HS384 with the public key"] = Symmetric("HS384", Encoding.UTF8.GetBytes(_issuer.Pem)),
            ["HS512 with the JWKS"] = Symmetric("HS512", Encoding.UTF8.GetBytes(_issuer.Jwks)),
            ["HS256 with the modulus"] = Symmetric("HS256", _issuer.Rsa.Rsa.ExportParameters(false).Modulus!),
            ["HS256 with the key in DER"] = Symmetric("HS256", _issuer.Rsa.Rsa.ExportSubjectPublicKeyInfo()),
            ["HS256 with nothing"] = Symmetric("HS256", []),
            ["RS256 taken for PS256"] = Signed("""{"alg":"PS256","kid":"rsa-1"}""", Payload()),
            ["RS256 taken for RS512"] = Signed("""{"alg":"RS512","kid":"rsa-1"}""", Payload()),
            ["RS256 taken for ES256"] = Signed("""{"alg":"ES256","kid":"ec-1"}""", Payload()),
            ["PS256 taken for RS256"] = Token(RightHeader, Payload(), text => _issuer.Rsa.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            ["RS1"] = Token("""{"alg":"RS1","kid":"rsa-1"}""", Payload(), text => _issuer.Rsa.Rsa.SignData(text, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)),
            ["ES256 of zeros"] = Token("""{"alg":"ES256","kid":"ec-1"}""", Payload(), _ => new byte[64]),
            ["ES256 of a stranger"] = Token("""{"alg":"ES256","kid":"ec-1"}""", Payload(), text => curve.SignData(text, HashAlgorithmName.SHA256)),
            ["ES256 in DER"] = Token("""{"alg":"ES256","kid":"ec-1"}""", Payload(), text => _issuer.Curve.ECDsa.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["of a stranger"] = Strange(RightHeader),
            ["jwk"] = Strange($$"""{"alg":"RS256","kid":"rsa-1","jwk":{{JsonDocument.Parse(jwk).RootElement.GetProperty("keys")[0].GetRawText()}}}"""),
            ["jku"] = Strange($$"""{"alg":"RS256","kid":"other","jku":"{{url}}"}"""),
            ["x5u"] = Strange($$"""{"alg":"RS256","kid":"other","x5u":"{{url}}"}"""),
            ["x5c"] = Strange($$"""{"alg":"RS256","x5c":["{{Convert.ToBase64String(certificate.RawData)}}"]}"""),
            ["x5t"] = Strange($$"""{"alg":"RS256","x5t":"{{Base64UrlEncoder.Encode(certificate.GetCertHash())}}"}"""),
            ["kid of a file"] = Strange("""{"alg":"RS256","kid":"../../../../dev/null"}"""),
            ["kid of a query"] = Strange("""{"alg":"RS256","kid":"' OR '1'='1"}"""),
            ["kid of a URL"] = Strange($$"""{"alg":"RS256","kid":"{{url}}"}"""),
            ["kid empty"] = Strange("""{"alg":"RS256","kid":""}"""),
            ["kid null"] = Strange("""{"alg":"RS256","kid":null}"""),
            ["kid missing"] = Strange("""{"alg":"RS256"}"""),
            ["kid of the other key"] = Signed("""{"alg":"ES256","kid":"rsa-1"}""", Payload()),
            ["crit"] = Signed("""{"alg":"RS256","kid":"rsa-1","crit":["exp"]}""", Payload()),
            ["crit of nothing"] = Signed("""{"alg":"RS256","kid":"rsa-1","crit":[]}""", Payload()),
            ["crit null"] = Signed("""{"alg":"RS256","kid":"rsa-1","crit":null}""", Payload()),
            ["b64 false"] = Signed("""{"alg":"RS256","kid":"rsa-1","crit":["b64"],"b64":false}""", Payload()),
            ["nested"] = Signed("""{"alg":"RS256","kid":"rsa-1","cty":"JWT"}""", right),
            ["without its signature"] = $"{parts[0]}.{parts[1]}.",
            ["signature cut"] = right[..^4],
            ["signature of another payload"] = $"{parts[0]}.{Part(Payload(sub: "mallory"))}.{parts[2]}",
            ["signature of another header"] = $"{Part("""{"alg":"RS256","typ":"at+jwt","kid":"rsa-1"}""")}.{parts[1]}.{parts[2]}",
            ["signature changed"] = $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            ["with padding"] = $"{right}=",
            ["with a blank inside"] = $"{parts[0]}. {parts[1]}.{parts[2]}",
            ["of four parts"] = $"{right}.{parts[2]}",
            ["of five parts"] = $"{parts[0]}.{parts[1]}.{parts[1]}.{parts[1]}.{parts[2]}",
            ["of two parts"] = $"{parts[0]}.{parts[1]}",
            ["twice"] = $"{right}, {right}",
        };
        forged.Count.ShouldBeGreaterThan(50);
        foreach (var (what, token) in forged) (await StatusAsync(token)).ShouldBe(HttpStatusCode.Unauthorized, what);
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task SignedToken_ThatMakesNoSense_Is401()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var wrong = new Dictionary<string, string>
        {
            ["exp over"] = Payload(exp: $"{now - 60}"),
            ["exp of the beginning"] = Payload(exp: "0"),
            ["exp before that"] = Payload(exp: "-1"),
            ["exp missing"] = Payload(exp: null),
            ["exp null"] = Payload(exp: "null"),
            ["exp text"] = Payload(exp: $"\"{now + 300}\""),
            ["exp list"] = Payload(exp: $"[{now + 300}]"),
            ["nbf to come"] = Payload(more: $",\"nbf\":{now + 120}"),
            ["nbf text"] = Payload(more: ",\"nbf\":\"0\""),
            ["aud missing"] = Payload(aud: null),
            ["aud of another"] = Payload(aud: "\"other\""),
            ["aud longer"] = Payload(aud: "\"portfolio2\""),
            ["aud in capitals"] = Payload(aud: "\"PORTFOLIO\""),
            ["aud of others"] = Payload(aud: "[\"a\",\"b\"]"),
            ["aud of nobody"] = Payload(aud: "[]"),
            ["aud number"] = Payload(aud: "1"),
            ["iss missing"] = Payload(iss: null),
            ["iss with a slash"] = Payload(iss: $"\"{TokenIssuer.Name}/\""),
            ["iss of another"] = Payload(iss: "\"https://issuer.example.evil\""),
            ["iss list"] = Payload(iss: $"[\"{TokenIssuer.Name}\"]"),
            ["sub missing"] = Payload(sub: null),
            ["sub empty"] = Payload(sub: ""),
            ["sub number"] = Payload().Replace("\"alice\"", "5", StringComparison.Ordinal),
            ["sub object"] = Payload().Replace("\"alice\"", "{\"a\":\"alice\"}", StringComparison.Ordinal),
            ["sub list"] = Payload().Replace("\"alice\"", "[\"alice\"]", StringComparison.Ordinal),
            ["sub too long"] = Payload(sub: new string('x', 257)),
            ["sub twice"] = Payload(more: ",\"sub\":\"bob\""),
            ["wallets twice"] = Payload(more: ",\"portfolio_wallets\":[],\"portfolio_wallets\":[\"mesh:*\"]"),
            ["something twice inside"] = Payload(more: ",\"a\":{\"b\":1,\"b\":2}"),
            ["wallets null"] = Payload(more: ",\"portfolio_wallets\":null"),
            ["wallets object"] = Payload(more: ",\"portfolio_wallets\":{}"),
            ["wallets true"] = Payload(more: ",\"portfolio_wallets\":true"),
            ["wallets number"] = Payload(more: ",\"portfolio_wallets\":1e400"),
            ["wallets empty text"] = Payload(more: ",\"portfolio_wallets\":\"\""),
            ["wallets of null"] = Payload(more: ",\"portfolio_wallets\":[null]"),
            ["wallets of lists"] = Payload(more: ",\"portfolio_wallets\":[[\"mesh:a\"]]"),
            ["wallets with half a character"] = Payload(more: ",\"portfolio_wallets\":[\"mesh:\\ud800\"]"),
            ["half a character in sub"] = Payload(sub: "\\ud800"),
            ["half a character in iss"] = Payload(iss: "\"https://issuer.example\\udfff\""),
            ["half a character in aud"] = Payload(aud: "[\"portfolio\",\"\\ud83d\"]"),
            ["half a character in a claim that nobody reads"] = Payload(more: ",\"name\":\"\\ud83d\""),
            ["half a character far below"] = Payload(more: ",\"a\":{\"b\":[{\"c\":\"\\ude00\"}]}"),
            ["half a character in a name"] = Payload(more: ",\"\\ud800\":1"),
            ["bytes that are no text"] = Payload(more: ",\"name\":\"\u00ff\""),
            ["payload a list"] = "[]",
            ["payload null"] = "null",
            ["payload text"] = "\"alice\"",
            ["payload number"] = "1e999999",
            ["payload empty"] = "",
            ["payload and more"] = Payload() + "{}",
            ["payload cut"] = Payload()[..^1],
            ["payload nested deep"] = Payload(more: $",\"a\":{new string('[', 200)}{new string(']', 200)}"),
        };
        foreach (var (what, payload) in wrong)
        {
            var token = Token(RightHeader, what.Contains("no text", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(payload) : Encoding.UTF8.GetBytes(payload), Sign);
            (await StatusAsync(token)).ShouldBe(HttpStatusCode.Unauthorized, what);
        }

        foreach (var header in new[] { "[]", "null", "", """{"alg":"RS256","kid":"\ud800"}""", """{"alg":"RS256","kid":"rsa-1","x":"\ud800"}""", """{"alg":"RS256","kid":"rsa-1"}{}""", """{"alg":"RS256","kid":5}""" })
            (await StatusAsync(Signed(header, Payload(sub: "\\ud800")))).ShouldBe(HttpStatusCode.Unauthorized, header);
        _gateway.Logs.Entries.ShouldNotContain(e => e.Level >= Microsoft.Extensions.Logging.LogLevel.Error);
    }

    private static string Payload(string? sub = "alice", string? iss = $"\"{TokenIssuer.Name}\"", string? aud = $"\"{TokenIssuer.Audience}\"", string? exp = "", string more = "")
    {
        exp = exp is "" ? $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 300}" : exp;
        string[] claims = [.. new[] { ("sub", sub is null ? null : $"\"{sub}\""), ("iss", iss), ("aud", aud), ("exp", exp) }.Where(c => c.Item2 is not null).Select(c => $"\"{c.Item1}\":{c.Item2}")];
        return $"{{{string.Join(',', claims)}{more}}}";
    }

    private byte[] Sign(byte[] text) => _issuer.Rsa.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private string Signed(string header, string payload) => Token(header, payload, Sign);

    private static string Token(string header, string payload, Func<byte[], byte[]> sign) => Token(header, Encoding.UTF8.GetBytes(payload), sign);

    private static string Token(string header, byte[] payload, Func<byte[], byte[]> sign)
    {
        var text = $"{Part(header)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql")) { Content = JsonContent.Create(new { query = "{ __typename }" }) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await Http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Unauthorized) response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        return response.StatusCode;
    }
}
