using System.Globalization;
using System.Text;
using PortfolioGraph.Holdings.Numbers;
using PortfolioGraph.Holdings.Positions;
using PortfolioGraph.Holdings.Sources;

namespace PortfolioGraph.Holdings.Tests.Accounting.Reference;

/// <summary>A world for a person to read.</summary>
internal static class WorldText
{
    public static string Of(World world)
    {
        var text = new StringBuilder($"world {world.Seed}\n");
        foreach (var answer in world.Answers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{answer.Wallet} by {answer.ProviderId}: ")
                .AppendJoin(", ", answer.Sources.Select(s => $"{s.Capability} {s.Status}")).Append('\n');
            if (answer.ReceiptTokenIds.Count > 0)
                text.Append("  receipts ").AppendJoin(", ", answer.ReceiptTokenIds).Append('\n');
            foreach (var balance in answer.TokenBalances)
                text.Append(CultureInfo.InvariantCulture, $"  {Label(balance)} {balance.Token.Id} in {balance.Account?.Value ?? "-"}: ")
                    .Append(CultureInfo.InvariantCulture, $"{balance.Amount?.ToString() ?? "?"} at {Number(balance.PriceUsd)} ")
                    .Append(CultureInfo.InvariantCulture, $"= {Number(balance.ValueUsd)}")
                    .Append(balance.IsRisk ? " risk" : "")
                    .Append(balance.Distribution.Count == 0 ? "" : $" in [{string.Join(", ", balance.Distribution.Select(Part))}]")
                    .Append(balance.Performance is { } performance ? $" {performance}" : "")
                    .Append(Age(balance.Source)).Append('\n');
            foreach (var position in answer.Positions)
                text.Append(CultureInfo.InvariantCulture, $"  {position.Name} {position.Kind} {position.Key} ")
                    .Append(CultureInfo.InvariantCulture, $"on {position.Network?.Id ?? "-"} = {Number(position.ValueUsd)}")
                    .Append(position is DefiPosition defi ? Details(defi) : "").Append(Age(position.Source)).Append('\n');
            foreach (var cash in answer.Cash)
                text.Append(CultureInfo.InvariantCulture, $"  {Label(cash)} {cash.Amount} {cash.Currency}{Age(cash.Source)}\n");
            foreach (var platform in answer.Platforms)
                text.Append(CultureInfo.InvariantCulture, $"  {platform.Platform.Id} ")
                    .Append(CultureInfo.InvariantCulture, $"supported {platform.IsInvestSupported} = {Number(platform.ValueUsd)}: ")
                    .AppendJoin(", ", platform.Networks.Select(n => $"{n.Network.Id} {Number(n.ValueUsd)}"))
                    .Append(Age(platform.Source)).Append('\n');
        }
        return text.ToString();
    }

    public static string Label(TokenBalance balance) => balance.Display?.Amount ?? balance.Token.Id;

    public static string Label(CashBalance cash) => $"c{cash.BuyingPower}";

    public static string Number(BigDecimal? number) => number?.WithoutTrailingZeros().ToString() ?? "null";

    private static string Details(DefiPosition defi) =>
        $" at {defi.Platform?.Name}, debt {Number(defi.DebtUsd)}, of [{string.Join(", ", defi.Assets.Select(Part))}]"
        + (defi.ReceiptTokenIds.Count == 0 ? "" : $", receipt {string.Join(", ", defi.ReceiptTokenIds)}");

    private static string Part(PositionAsset asset) => $"{asset.Token.Id} {Number(asset.ValueUsd)}";

    private static string Part(Distribution part) => $"{part.Amount} {part.Account?.Value ?? "-"}";

    private static string Age(Source source)
    {
        var asOf = source.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "its answer";
        return $" ({(source.IsStale ? "stale, " : "")}as of {asOf})";
    }
}
