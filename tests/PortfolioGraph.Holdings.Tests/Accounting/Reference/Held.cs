using PortfolioGraph.Holdings.Ids;
using PortfolioGraph.Holdings.Networks;
using PortfolioGraph.Holdings.Platforms;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Tokens;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>What an account has, whoever asks: a token in one row or several.</summary>
internal sealed record HeldToken(AccountId? Account, Token Token, IReadOnlyList<string> Amounts, string? Price, bool IsRisk);

/// <summary>A position, and which provider sees it.</summary>
internal sealed record HeldPosition(
    string Provider, string Key, PositionKind Kind, Network Network, Platform Platform,
    IReadOnlyList<PositionAsset> Assets, IReadOnlyList<RewardGroup> Rewards, IReadOnlyList<string> ReceiptTokenIds);

/// <summary>A platform with its value on each network.</summary>
internal sealed record HeldPlatform(Platform Platform, bool? IsInvestSupported, IReadOnlyList<PlatformNetwork> Networks);

/// <summary>A custodian's sum over accounts.</summary>
internal sealed record HeldSum(Token Token, string Amount, string Price, string Value, IReadOnlyList<Distribution> Parts);
