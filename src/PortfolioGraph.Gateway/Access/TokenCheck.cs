using System.Buffers;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PortfolioGraph.Gateway.Access;

/// <summary>
/// Says what a JSON Web Token (RFC 7519) grants. It is believed when it is signed by a key of the issuer's, with an algorithm that only the owner
/// of a key can sign with, by this issuer, for this audience, and is neither too old nor too young.
/// </summary>
internal sealed partial class TokenCheck
{
    // Between clocks of machines, not of people.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int MaxSubjectLength = 256;

    // The end of the year 9999, the last that DateTimeOffset takes.
    private const double LastSecond = 253_402_300_799;

    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // Base64url without padding, and dots (RFC 7515, section 7.1).
    private static readonly SearchValues<char> Characters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // Of claims that are there twice, readers differ in which of them counts.
    private static readonly JsonDocumentOptions OnceEach = new() { AllowDuplicateProperties = false };

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly JwtOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SubjectBudgets _budgets;
    private readonly AuthorityKeys? _authority;
    private readonly IReadOnlyList<SecurityKey> _keys = [];

    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told why tokens are refused.</param>
    /// <param name="before">The check by the settings before: what subjects have spent stays spent.</param>
    public TokenCheck(JwtOptions options, TimeProvider time, ILogger logger, TokenCheck? before = null)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _budgets = new SubjectBudgets(options.RequestsPerMinute, options.MaxCostPerMinute, time, before?._budgets);
        if (options.Authority is { } authority) _authority = new AuthorityKeys(authority, time, logger);
        else _keys = options.ReadKeys();
    }

    /// <summary>A bearer's credential as the token that it is; null where it is none, and so may be a key.</summary>
    public static JsonWebToken? Read(string credential)
    {
        if (credential.Count(c => c == '.') != 2 || credential.AsSpan().ContainsAnyExcept(Characters)) return null;
        try
        {
            return new JsonWebToken(credential);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }
    }

    /// <summary>Whether what can't be read as a token is meant to be one: its first part is JSON.</summary>
    public static bool Resembles(string? credential) => credential?.StartsWith("eyJ", StringComparison.Ordinal) == true && credential.Count(c => c == '.') == 2;

    /// <summary>What the token grants; null where it is not believed. Why is in the log: it would help those who forge them.</summary>
    /// <exception cref="AuthorityUnavailableException">The keys can't be had now.</exception>
    public async ValueTask<Grant?> FindAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        TokenValidationResult result;
        try
        {
            result = _authority is null
                ? await ValidateAsync(token, _options.Issuer!, _keys)
                : await ValidateByAuthorityAsync(token, _authority, cancellationToken);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return Refused("it can't be read");
        }

        if (!result.IsValid)
        {
            // Messages of the library may quote the token; the names of its exceptions say what was wrong.
            Log.Refused(_logger, result.Exception?.GetType().Name ?? "no reason");
            return null;
        }

        try
        {
            return GrantOf(token);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return Refused("it can't be read");
        }
    }

    // Half a character, a number that is none, a member that is there twice, a date that no calendar has: whoever signs it, it is no token.
    private static bool IsUnreadable(Exception e) =>
        e is ArgumentException or SecurityTokenException or FormatException or JsonException or InvalidOperationException or OverflowException;

    private async ValueTask<TokenValidationResult> ValidateByAuthorityAsync(JsonWebToken token, AuthorityKeys authority, CancellationToken cancellationToken)
    {
        var known = await authority.GetAsync(cancellationToken);
        var result = await ValidateAsync(token, _options.Issuer ?? known.Issuer, known.Keys);

        // It may have begun to sign with another key.
        return result.Exception is SecurityTokenSignatureKeyNotFoundException && await authority.GetNewerAsync(cancellationToken) is { } newer
            ? await ValidateAsync(token, _options.Issuer ?? newer.Issuer, newer.Keys)
            : result;
    }

    private Task<TokenValidationResult> ValidateAsync(JsonWebToken token, string issuer, IReadOnlyList<SecurityKey> keys) =>
        _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = _options.Audience,
            IssuerSigningKeys = keys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            LifetimeValidator = (_, _, read, _) => IsTimely((JsonWebToken)read),
        });

    /// <summary>Whether it has an end that is not over, and no beginning that is still to come.</summary>
    private bool IsTimely(JsonWebToken token)
    {
        using var payload = PayloadOf(token);
        var now = _time.GetUtcNow();
        return TimeOf(payload, "exp") is { } until && until > now - ClockSkew
            && (!payload.RootElement.TryGetProperty("nbf", out _) || TimeOf(payload, "nbf") <= now + ClockSkew);
    }

    /// <summary>A NumericDate (RFC 7519, section 2), which may have a fraction: the last time that there is where it is later, the first where it is earlier; null where it is none.</summary>
    private static DateTimeOffset? TimeOf(JsonDocument payload, string claim)
    {
        if (!payload.RootElement.TryGetProperty(claim, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) return null;
        return seconds >= LastSecond ? DateTimeOffset.MaxValue : seconds <= 0 ? DateTimeOffset.UnixEpoch : DateTimeOffset.UnixEpoch.AddSeconds(seconds);
    }

    // The JSON itself: the library's view of it takes a claim of another type for one that is not there, and can't count as far as claims can.
    private static JsonDocument PayloadOf(JsonWebToken token) => JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));

    private Grant? GrantOf(JsonWebToken token)
    {
        // From the JSON itself: the library's view of it takes a claim of another type for one that is not there, or for its text.
        using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedHeader), OnceEach);
        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), OnceEach);
        var claims = payload.RootElement;
        CheckTexts(header.RootElement);
        CheckTexts(claims);

        // A header that says that there is something to understand which is not understood here (RFC 7515, section 4.1.11).
        if (header.RootElement.TryGetProperty("crit", out _)) return Refused("it has a header crit");
        if (Is("exp") != JsonValueKind.Number || Is("nbf") is not (null or JsonValueKind.Number)) return Refused("one of its times is no number");
        if (Is("sub") != JsonValueKind.String || token.Subject is not { Length: > 0 and <= MaxSubjectLength } subject) return Refused("it names no subject");
        var scope = _options.AllWallets ? null : WalletScope.None;
        if (claims.TryGetProperty(_options.WalletsClaim, out var claim))
        {
            if (ReadScope(claim) is not { } own) return Refused($"its claim {_options.WalletsClaim} is no list of wallets");
            scope = own;
        }

        var (requests, cost) = _budgets.Of(subject);
        return new Grant($"jwt:{subject}", scope, requests, cost) { Token = token };

        JsonValueKind? Is(string name) => claims.TryGetProperty(name, out var value) ? value.ValueKind : null;
    }

    private static WalletScope? ReadScope(JsonElement claim)
    {
        JsonElement[] entries = claim.ValueKind switch
        {
            JsonValueKind.Array => [.. claim.EnumerateArray()],
            JsonValueKind.String => [claim],
            _ => [default],
        };
        if (entries.Any(entry => entry.ValueKind != JsonValueKind.String)) return null;
        var problems = new List<string>();
        var scope = WalletScope.Read(entries.Select(entry => ("", entry.GetString()!)), problems);
        return problems.Count == 0 ? scope : null;
    }

    /// <exception cref="InvalidOperationException">A text has half a character: it is none.</exception>
    private static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) CheckTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    CheckTexts(member.Value);
                }

                break;
        }
    }

    private Grant? Refused(string reason)
    {
        Log.Refused(_logger, reason);
        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Information, "A token was refused: {Reason}")]
        public static partial void Refused(ILogger logger, string reason);
    }
}
