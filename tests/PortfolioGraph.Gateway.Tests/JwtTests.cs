using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using PortfolioGraph.Gateway.Access;
using PortfolioGraph.Gateway.Configuration;
using PortfolioGraph.Gateway.Settings;
using PortfolioGraph.Gateway.Tests.Harness;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>Which tokens are believed, and what they let their subjects do.</summary>
public sealed class JwtTests(JwtTests.Issued issued) : IClassFixture<JwtTests.Issued>
{
    private const string Key = "v1.app.5f1d";
    private const string Address = "0xab16a96d359ec26a11e2c2b3d8f8b8942d5bfcdb";
    private const string Own = $"wallet(by: {{ address: {{ address: \"{Address}\", networks: [\"eip155:1\"] }} }}) {{ id }}";
    private const string Foreign = "wallet(by: { meshUser: { userId: \"cex-example\" } }) { id }";

    private static readonly HttpClient Http = new();

    private readonly TokenIssuer _issuer = issued.Issuer;
    private readonly GatewayServer _gateway = issued.Gateway;

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Token_SignedByAKeyOfTheIssuer_IsBelieved(string algorithm)
    {
        using var response = await SendAsync(_issuer.Token(algorithm: algorithm, key: algorithm == "ES256" ? _issuer.Curve : _issuer.Rsa), "{ providers { name } }");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"data":""");
    }

    [Theory]
    [InlineData("\"exp\":253402300798", true)]
    [InlineData("\"exp\":253402300799", true)]
    [InlineData("\"exp\":253402300800", true)]
    [InlineData("\"exp\":253402300770,\"nbf\":0", true)]
    [InlineData("\"exp\":9223372036854775807", true)]
    [InlineData("\"exp\":18446744073709551616", false)]
    [InlineData("\"exp\":1e30", false)]
    [InlineData("\"exp\":4102444800.75", true)]
    [InlineData("\"exp\":4102444800,\"nbf\":-1", true)]
    [InlineData("\"exp\":4102444800,\"nbf\":1.5,\"iat\":2.5", true)]
    [InlineData("\"exp\":4102444800,\"nbf\":-1e30", false)]
    [InlineData("\"exp\":4102444800,\"iat\":1e30", false)]
    [InlineData("\"exp\":1e400", false)]
    [InlineData("\"exp\":0", false)]
    [InlineData("\"exp\":-1", false)]
    [InlineData("\"exp\":-1e30", false)]
    [InlineData("\"exp\":-9223372036854775808", false)]
    [InlineData("\"exp\":1700000000.5", false)]
    [InlineData("\"exp\":\"4102444800\"", false)]
    [InlineData("\"exp\":null", false)]
    [InlineData("\"exp\":true", false)]
    [InlineData("\"exp\":{}", false)]
    [InlineData("\"exp\":[4102444800]", false)]
    [InlineData("\"exp\":4102444800,\"nbf\":1e30", false)]
    [InlineData("\"exp\":4102444800,\"nbf\":\"1\"", false)]
    [InlineData("\"exp\":4102444800,\"nbf\":null", false)]
    public async Task Token_OfAnyTime_IsBelievedOrRefused_AndNeverAFailure(string times, bool isBelieved)
    {
        var token = _issuer.TokenOf($$"""{"iss":"{{TokenIssuer.Name}}","aud":"{{TokenIssuer.Audience}}","sub":"alice",{{times}}}""");
        using var response = await SendAsync(token, "{ providers { name } }");
        response.StatusCode.ShouldBe(isBelieved ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Token_ThatIsOver_EndsItsSubscriptions()
    {
        // Five minutes, and half a minute for clocks that differ: three seconds are left.
        var token = _issuer.Token(subject: "watcher", now: DateTime.UtcNow.AddMinutes(-5).AddSeconds(-27), claims: c => c["portfolio_wallets"] = new[] { Address });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway.Url, "/graphql"))
        {
            Content = JsonContent.Create(new { query = $"subscription {{ portfolioChanged(by: [{{ address: {{ address: \"{Address}\" }} }}]) {{ wallets {{ id }} }} }}" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("text/event-stream");

        using var stream = await EventReader.OpenAsync(Http, request);

        (await stream.EventAsync()).Data.ShouldStartWith("{\"data\":");
        (await stream.EventAsync()).Data.ShouldContain("\"UNAUTHENTICATED\"");
        (await stream.EventAsync()).ShouldBe(("complete", ""));
    }

    [Fact]
    public async Task Key_BesideTokens_IsStillAKey_AlsoWithTwoDots() =>
        (await SendAsync(Key, "{ providers { name } }")).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Token_ThatIsNotRight_Is401_AndIsNotInTheLog()
    {
        using var stranger = RSA.Create(2048);
        var now = DateTime.UtcNow;
        var right = _issuer.Token();
        var wrong = new Dictionary<string, string>
        {
            ["too old"] = _issuer.Token(now: now.AddMinutes(-6)),
            ["too young"] = _issuer.Token(now: now.AddMinutes(2)),
            ["for somebody else"] = _issuer.Token(claims: c => c["aud"] = "other"),
            ["for nobody"] = _issuer.Token(claims: c => c.Remove("aud")),
            ["of another issuer"] = _issuer.Token(claims: c => c["iss"] = "https://issuer.example/"),
            ["of no issuer"] = _issuer.Token(claims: c => c.Remove("iss")),
            ["for ever"] = _issuer.Token(claims: c => c.Remove("exp")),
            ["of nobody"] = _issuer.Token(claims: c => c.Remove("sub")),
            ["of a long name"] = _issuer.Token(subject: new string('x', 257)),
            ["signed by a stranger"] = _issuer.Token(key: new RsaSecurityKey(stranger) { KeyId = "rsa-1" }),
            ["signed with what is public"] = _issuer.Token(key: new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_issuer.Pem)) { KeyId = "rsa-1" }, algorithm: "HS256"),
            ["not signed"] = _issuer.Token(algorithm: "none"),
            ["without its signature"] = right[..(right.LastIndexOf('.') + 1)],
            ["changed"] = $"{right.Split('.')[0]}.{_issuer.Token(subject: "mallory").Split('.')[1]}.{right.Split('.')[2]}",
            ["more than is understood"] = _issuer.Token(headers: new() { ["crit"] = new[] { "b64" }, ["b64"] = true }),
            ["of wallets that are none"] = _issuer.Token(claims: c => c["portfolio_wallets"] = new[] { "0x12" }),
            ["of a claim that is none"] = _issuer.Token(claims: c => c["portfolio_wallets"] = new Dictionary<string, object> { ["a"] = 1 }),
            ["of numbers"] = _issuer.Token(claims: c => c["portfolio_wallets"] = new[] { 1, 2 }),
        };
        foreach (var (what, token) in wrong)
        {
            using var response = await SendAsync(token, "{ providers { name } }");

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, what);
            response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"", what);
            var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            error.Text("errors.0.extensions.code").ShouldBe("UNAUTHENTICATED", what);
            error.Text("errors.0.message").ShouldBe("The token is not valid here, or not any more.", what);
        }

        using var none = await SendAsync(null, "{ providers { name } }");
        none.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        none.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");

        // A token is taken where tokens are sent, and nowhere else.
        using var asKey = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Url, "/graphql?query={__typename}"));
        asKey.Headers.Add("X-Api-Key", right);
        (await Http.SendAsync(asKey)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var log = string.Join('\n', _gateway.Logs.Entries.Select(e => e.Text));
        log.ShouldContain("A token was refused: SecurityToken");
        foreach (var part in wrong.Values.SelectMany(t => t.Split('.')[1..]).Where(p => p.Length > 0)) log.ShouldNotContain(part);
    }

    [Fact]
    public async Task Wallets_OfTheClaim_AndNoOthers_CanBeAskedFor_AndTheLogNamesTheSubject()
    {
        var own = await AskAsync(_issuer.Token(subject: "alice\nforged", claims: c => c["portfolio_wallets"] = new[] { $"eip155:1:{Address}", "mesh:tenant-*" }), $"{{ own: {Own} foreign: {Foreign} }}");
        var one = await AskAsync(_issuer.Token(claims: c => c["portfolio_wallets"] = "mesh:cex-example"), $"{{ own: {Own} foreign: {Foreign} }}");
        var none = await AskAsync(_issuer.Token(), $"{{ own: {Own} foreign: {Foreign} }}");
        var empty = await AskAsync(_issuer.Token(claims: c => c["portfolio_wallets"] = Array.Empty<string>()), $"{{ own: {Own} foreign: {Foreign} }}");

        Refused(own).ShouldBe(["foreign"]);
        Refused(one).ShouldBe(["own"]);
        Refused(none).ShouldBe(["own"]);
        Refused(empty).ShouldBe(["own"]);
        var texts = _gateway.Logs.Entries.Select(e => e.Text.Trim()).ToArray();
        texts.ShouldContain($"\"jwt:alice\\u000aforged\" asked for address:{Address}@eip155:1");
        texts.ShouldContain("\"jwt:alice\\u000aforged\" was refused mesh:cex-example");
        texts.Count(t => t == $"jwt:alice was refused address:{Address}@eip155:1 mesh:cex-example").ShouldBe(2);

        static IEnumerable<string?> Refused(JsonElement answer) =>
            answer.List("errors").Where(e => e.Text("extensions.code") == "FORBIDDEN").Select(e => e.Text("path.0"));
    }

    [Fact]
    public async Task Budget_IsOfTheSubject_WhicheverTokenItSends()
    {
        var wallet = new[] { $"eip155:1:{Address}" };
        string Token(string subject) => _issuer.Token(subject, c => (c["portfolio_wallets"], c["jti"]) = (wallet, Guid.NewGuid().ToString()));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++) statuses.Add((await SendAsync(Token("carol"), "{ __typename }")).StatusCode);

        statuses[..20].ShouldAllBe(status => status == HttpStatusCode.OK);
        statuses[20].ShouldBe(HttpStatusCode.TooManyRequests);
        (await SendAsync(Token("dave"), "{ __typename }")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var dear = await AskAsync(Token("dave"), $"{{ {string.Join(' ', Enumerable.Range(0, 6).Select(i => $"w{i}: {Own.Replace("{ id }", "{ total { display } }", StringComparison.Ordinal)}"))} }}");
        dear.Text("errors.0.extensions.code").ShouldBe("COST_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Authority_ThatDoesNotAnswer_Is503()
    {
        await using var server = await GatewayServer.StartAsync(new() { ["Access:Jwt:Authority"] = "http://127.0.0.1:9", ["Access:Jwt:Audience"] = TokenIssuer.Audience });
        using var request = Request(server, _issuer.Token(), "{ __typename }");
        using var response = await Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Text("errors.0.extensions.code").ShouldBe("AUTHENTICATION_UNAVAILABLE");
    }

    [Fact]
    public async Task Authority_ThatPublishesItsKeys_IsAskedOnce_AndItsWalletsCanBeAll()
    {
        await using var issuer = new TokenIssuer();
        var authority = await issuer.PublishAsync();
        await using var server = await GatewayServer.StartAsync(new()
        {
            ["Access:Jwt:Authority"] = authority.AbsoluteUri, ["Access:Jwt:Audience"] = TokenIssuer.Audience, ["Access:Jwt:AllWallets"] = "true",
        });
        for (var i = 0; i < 3; i++)
        {
            using var request = Request(server, issuer.Token(), $"{{ {Foreign} }}");
            using var response = await Http.SendAsync(request);
            (await response.Content.ReadAsStringAsync()).ShouldStartWith("""{"data":""");
        }

        issuer.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task Authority_ThatSignsWithANewKey_OrIsDown_IsAskedAgainInMeasure()
    {
        await using var issuer = new TokenIssuer();
        var authority = await issuer.PublishAsync();
        var time = new ManualTime();
        var check = new TokenCheck(new JwtOptions { Audience = TokenIssuer.Audience, Authority = authority }, time, NullLogger.Instance);
        ValueTask<Grant?> FindAsync() => check.FindAsync(TokenCheck.Read(issuer.Token(now: time.GetUtcNow().UtcDateTime))!, CancellationToken.None);

        // Down from the start: nobody can say. Asked again no sooner than after 5 seconds.
        issuer.IsDown = true;
        await Should.ThrowAsync<AuthorityUnavailableException>(async () => await FindAsync());
        issuer.IsDown = false;
        await Should.ThrowAsync<AuthorityUnavailableException>(async () => await FindAsync());
        time.Advance(TimeSpan.FromSeconds(5));
        (await FindAsync()).ShouldNotBeNull().Name.ShouldBe("jwt:alice");
        issuer.Asked.ShouldBe(1);

        // A key that is not known yet: asked for, but not more than once a minute.
        issuer.Rotate();
        (await FindAsync()).ShouldBeNull();
        issuer.Asked.ShouldBe(1);
        time.Advance(TimeSpan.FromMinutes(1));
        (await FindAsync()).ShouldNotBeNull();
        issuer.Asked.ShouldBe(2);

        // Down later: what is known goes on.
        issuer.IsDown = true;
        time.Advance(TimeSpan.FromHours(2));
        (await FindAsync()).ShouldNotBeNull();
        issuer.Asked.ShouldBe(2);
    }

    [Theory]
    [InlineData(-29, true)]
    [InlineData(-31, false)]
    [InlineData(329, true)]
    [InlineData(331, false)]
    public async Task Token_IsValidFromItsStartToItsEnd_GiveOrTakeTheDifferenceOfClocks(int secondsAfterStart, bool isValid)
    {
        var time = new ManualTime();
        var check = new TokenCheck(new JwtOptions { Audience = TokenIssuer.Audience, Issuer = TokenIssuer.Name, Keys = _issuer.Pem }, time, NullLogger.Instance);
        var token = _issuer.Token(now: time.GetUtcNow().UtcDateTime);
        time.Advance(TimeSpan.FromSeconds(secondsAfterStart));

        (await check.FindAsync(TokenCheck.Read(token)!, CancellationToken.None) is not null).ShouldBe(isValid);
    }

    [Fact]
    public async Task Token_WithoutTheClaim_IsForAllWallets_WhereThatIsSet_ButNotWithAClaimThatIsNoList()
    {
        var check = new TokenCheck(
            new JwtOptions { Audience = TokenIssuer.Audience, Issuer = TokenIssuer.Name, Keys = _issuer.Pem, AllWallets = true, WalletsClaim = "w" },
            TimeProvider.System, NullLogger.Instance);
        ValueTask<Grant?> FindAsync(Action<Dictionary<string, object>> claims) =>
            check.FindAsync(TokenCheck.Read(_issuer.Token(claims: claims))!, CancellationToken.None);

        (await FindAsync(c => c["portfolio_wallets"] = "mesh:a")).ShouldNotBeNull().Wallets.ShouldBeNull();
        (await FindAsync(c => c["w"] = "mesh:a")).ShouldNotBeNull().Wallets.ShouldNotBeNull();
        foreach (var claim in new object[] { null!, 5, true, "", "*", new object[] { "mesh:a", null! }, new Dictionary<string, object>() })
            (await FindAsync(c => c["w"] = claim)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.e30.e30.e30")]
    [InlineData("bnVsbA.bnVsbA.")]
    [InlineData("W10.W10.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.%%%.x")]
    public void Credential_ThatIsNoToken_MayBeAKey(string credential) => TokenCheck.Read(credential).ShouldBeNull();

    [Fact]
    public void Budgets_OfSubjectsWhoSpendNothing_AreForgotten()
    {
        var time = new ManualTime();
        var budgets = new SubjectBudgets(10, 0, time);
        var first = budgets.Of("first").Requests!;
        for (var i = 0; i < 10; i++) first.TrySpend(1);
        for (var i = 0; i < 5_000; i++) budgets.Of($"other-{i}");

        budgets.Of("first").Requests.ShouldBeSameAs(first);
        time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 5_000; i++) budgets.Of($"another-{i}");
        budgets.Of("first").Requests.ShouldNotBeSameAs(first);
    }

    [Theory]
    [InlineData("Audience", null, "Access:Jwt:Audience is needed: the name that tokens for this gateway have in their claim aud")]
    [InlineData("Issuer", null, "Access:Jwt:Issuer is needed where there is no Authority: the claim iss of tokens")]
    [InlineData("PublicKey", null, "Access:Jwt needs one of Authority, JwksFile and PublicKey, which say whose signatures are believed")]
    [InlineData("Authority", "https://issuer.example", "Access:Jwt needs one of Authority, JwksFile and PublicKey, which say whose signatures are believed")]
    [InlineData("PublicKey", "secret-words", "Access:Jwt:PublicKey can't be read as public keys")]
    [InlineData("PublicKey", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}", "Access:Jwt:PublicKey has no public key of RSA (2048 bits or more) or of an elliptic curve")]
    [InlineData("Algorithms", "HS256", "Access:Jwt:Algorithms is no setting; there are ")]
    [InlineData("AllWallets", "yes", "Access:Jwt:AllWallets is \"yes\"; it must be true or false")]
    [InlineData("RequestsPerMinute", "0", "Access:Jwt:RequestsPerMinute must be at least 1; leave it out for no limit")]
    [InlineData("../Anonymous", "true", "Access:Anonymous is true and Access:Jwt is set: only one of them can be meant")]
    public void Settings_ThatMakeNoSense_StopTheStart(string key, string? value, string problem) =>
        Problems((key, value)).ShouldHaveSingleItem().ShouldStartWith(problem);

    [Theory]
    [InlineData("http://issuer.example")]
    [InlineData("issuer.example")]
    [InlineData("https://user:word@issuer.example")]
    public void Authority_ThatAnybodyCouldBe_StopsTheStart(string authority) =>
        Problems(("PublicKey", null), ("Authority", authority)).ShouldHaveSingleItem().ShouldContain("Access:Jwt:Authority is ");

    [Fact]
    public void JwksFile_ThatIsNotThere_StopsTheStart() =>
        Problems(("PublicKey", null), ("JwksFile", "/nowhere/keys.json")).ShouldBe(["Access:Jwt:JwksFile is \"/nowhere/keys.json\", which can't be read"]);

    [Fact]
    public void Keys_ThatAreWeakOrPrivate_StopTheStart()
    {
        using var weak = RSA.Create(1024);
        Problems(("PublicKey", weak.ExportSubjectPublicKeyInfoPem())).ShouldHaveSingleItem().ShouldStartWith("Access:Jwt:PublicKey has no public key of RSA");
        Problems(("PublicKey", _issuer.Rsa.Rsa.ExportPkcs8PrivateKeyPem())).ShouldBe(["Access:Jwt:PublicKey holds a private key, which the gateway must not have"]);
    }

    private IReadOnlyList<string> Problems(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Access:Jwt:Audience"] = TokenIssuer.Audience, ["Access:Jwt:Issuer"] = TokenIssuer.Name, ["Access:Jwt:PublicKey"] = _issuer.Pem,
        };
        foreach (var (key, value) in changes) settings[key.StartsWith("../", StringComparison.Ordinal) ? $"Access:{key[3..]}" : $"Access:Jwt:{key}"] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return Should.Throw<StartupException>(() => GatewaySettings.Read(configuration, isDevelopment: true, TimeProvider.System)).Problems;
    }

    private async Task<JsonElement> AskAsync(string token, string query)
    {
        using var response = await SendAsync(token, query);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<HttpResponseMessage> SendAsync(string? credential, string query)
    {
        using var request = Request(_gateway, credential, query);
        return await Http.SendAsync(request);
    }

    private static HttpRequestMessage Request(GatewayServer server, string? credential, string query) =>
        new(HttpMethod.Post, new Uri(server.Url, "/graphql"))
        {
            Content = JsonContent.Create(new { query }),
            Headers = { Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential) },
        };

    /// <summary>An issuer, and a gateway that believes it.</summary>
    public sealed class Issued : IAsyncLifetime
    {
        internal TokenIssuer Issuer { get; } = new();

        internal GatewayServer Gateway { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var jwks = Path.GetTempFileName();
            await File.WriteAllTextAsync(jwks, Issuer.Jwks);
            Gateway = await GatewayServer.StartAsync(
                new()
                {
                    ["Access:Keys:app:Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
                    ["Access:Jwt:Issuer"] = TokenIssuer.Name,
                    ["Access:Jwt:Audience"] = TokenIssuer.Audience,
                    ["Access:Jwt:JwksFile"] = jwks,
                    ["Access:Jwt:RequestsPerMinute"] = "20",
                    ["Subscriptions:PollSeconds"] = "1",
                    ["Access:Jwt:MaxCostPerMinute"] = "5000",
                },
                LogLevel.Information);
            File.Delete(jwks);
        }

        public async Task DisposeAsync()
        {
            await Gateway.DisposeAsync();
            await Issuer.DisposeAsync();
        }
    }
}
