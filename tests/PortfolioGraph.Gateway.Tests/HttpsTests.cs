using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using PortfolioGraph.Gateway.Endpoints;
using PortfolioGraph.Gateway.Tests.Harness;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>What is served by TLS, and what every answer tells browsers.</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portfoliograph-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task Endpoint_WithACertificate_ServesHttp2AndHttp1(string format)
    {
        using var certificate = NewCertificate();
        await using var server = await GatewayServer.StartAsync(new(Save(certificate, format)) { ["Http:AllowedHosts"] = "portfolio.example" });
        using var http = Client(certificate);

        foreach (var version in new[] { HttpVersion.Version20, HttpVersion.Version11 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, "/graphql?query={providers{name}}"))
            {
                Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Headers = { Host = "portfolio.example" },
            };
            using var response = await http.SendAsync(request);

            response.Version.ShouldBe(version);
            (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"data":""");
            response.Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000"]);
        }

        server.Url.Scheme.ShouldBe("https");
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Kestrel:Endpoints:Https:Url", server.Url.OriginalString)]).Build();
        (await HealthCheck.RunAsync(settings, CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Answers_OfAllKinds_HaveTheSecurityHeaders()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Http:Ide"] = "true", ["Access:Keys:app:Sha256"] = new('0', 64) });
        using var http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var (path, status, policy) in new[]
        {
            ("/graphql?query={providers{name}}", 401, "default-src 'none'; frame-ancestors 'none'"),
            ("/graphql?sdl", 401, "default-src 'none'; frame-ancestors 'none'"),
            ("/graphql", 200, "frame-ancestors 'none'"),
            ("/health/live", 200, "default-src 'none'; frame-ancestors 'none'"),
            ("/health/ready", 200, "default-src 'none'; frame-ancestors 'none'"),
            ("/nothing", 404, "default-src 'none'; frame-ancestors 'none'"),
        })
        {
            using var response = await http.GetAsync(path);
            string Header(string name) => response.Headers.GetValues(name).ShouldHaveSingleItem();

            ((int)response.StatusCode).ShouldBe(status, path);
            Header("X-Content-Type-Options").ShouldBe("nosniff");
            Header("X-Frame-Options").ShouldBe("DENY");
            Header("Content-Security-Policy").ShouldBe(policy, path);
            Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
            Header("Referrer-Policy").ShouldBe("no-referrer");
            response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
            response.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
    }

    private static HttpClient Client(X509Certificate2 certificate) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, given, _, _) => given!.GetCertHashString() == certificate.GetCertHashString() },
    });

    private Dictionary<string, string?> Save(X509Certificate2 certificate, string format)
    {
        var path = Path.Combine(_folder.FullName, $"own.{format}");
        var settings = new Dictionary<string, string?> { ["Kestrel:Endpoints:Https:Url"] = "https://127.0.0.1:0", ["Kestrel:Endpoints:Https:Certificate:Path"] = path };
        if (format == "pfx")
        {
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pass-9c"));
            settings["Kestrel:Endpoints:Https:Certificate:Password"] = "pass-9c";
        }
        else
        {
            File.WriteAllText(path, certificate.ExportCertificatePem());
            var key = Path.Combine(_folder.FullName, "own.key");
            File.WriteAllText(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            settings["Kestrel:Endpoints:Https:Certificate:KeyPath"] = key;
        }

        return settings;
    }
}
