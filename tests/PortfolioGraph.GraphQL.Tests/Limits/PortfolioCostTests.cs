using System.Text.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Limits;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Limits;

/// <summary>What docs/limits.md says of the cost of queries of the portfolio.</summary>
public sealed class PortfolioCostTests
{
    private const string Dashboard = """
        query($by: [WalletInput!]!) {
          wallets(by: $by) {
            address total { valueUsd isComplete }
            tokenBalances { nodes { amount valueUsd token { symbol network { name } } } }
            platforms { nodes { valueUsd platform { name } } }
            positions { nodes { name kind valueUsd } }
            sources { capability status provider { name } }
          }
        }
        """;

    private const string Everything = """
        query($by: [WalletInput!]!) {
          wallets(by: $by) {
            ...WalletParts
            networks { ...NetworkParts }
            tokenBalances(order: [{ valueUsd: DESC }]) { totalCount pageInfo { endCursor } nodes { ...BalanceParts } }
            tokenBalance(token: { network: "eip155:1" }) { ...BalanceParts }
            platforms { nodes { id platform { id name url logoUrl } valueUsd sharePercent investmentCount source { ...SourceParts }
              networks { ...NetworkParts } positions { nodes { ...PositionParts } } } }
            positions { nodes { ...PositionParts } }
            defiPosition(investmentId: "1") { ...PositionParts }
            cash { currency amount buyingPower source { ...SourceParts } }
            total { valueUsd assetsUsd debtsUsd isComplete unpriced excludedUsd asOf display }
            reported { totalUsd equitiesUsd source { ...SourceParts } }
            performance { ...PerformanceParts }
            sources { capability status fetchedAt provider { id name } error { code message } }
          }
        }
        fragment WalletParts on Wallet { id kind address accounts }
        fragment NetworkParts on NetworkHolding { network { ...Net nativeToken { ...TokenParts } } valueUsd tokenBalances { nodes { ...BalanceParts } } positions { nodes { ...PositionParts } } }
        fragment Net on Network { id chainId name shortName family logoUrl }
        fragment TokenParts on Token { id assetId symbol name address decimals kind inscription logoUrl network { ...Net } classification {
          ... on RegularToken { receiptToken { id symbol } } ... on ReceiptToken { originToken { id symbol } } ... on LiquidStakingToken { originToken { id symbol } } } }
        fragment BalanceParts on TokenBalance { id amount rawAmount priceUsd valueUsd sharePercent isRisk account network { ...Net } token { ...TokenParts }
          display { amount priceUsd valueUsd } performance { ...PerformanceParts } distribution { amount account network { ...Net } } exclusion { ...ExclusionParts } source { ...SourceParts } wallet { id } }
        fragment PositionParts on Position { id name kind valueUsd sharePercent exclusion { ...ExclusionParts } source { ...SourceParts } wallet { id }
          ... on DefiPosition { providerKind investmentId platform { id name } network { ...Net } debtUsd healthRate
            assets { amount valueUsd token { ...TokenParts } network { ...Net } } rewards { kind valueUsd assets { amount valueUsd token { ...TokenParts } } } }
          ... on EquityPosition { symbol amount priceUsd performance { ...PerformanceParts } }
          ... on NftPosition { tokenId amount network { ...Net } collection { name } lastSale { price } currentOffer { price } performance { ...PerformanceParts } } }
        fragment ExclusionParts on Exclusion { reason explanation valueUsd countedAs }
        fragment PerformanceParts on Performance { costBasisUsd unitCostUsd totalReturnUsd totalReturnPercent dailyReturnUsd dailyReturnPercent }
        fragment SourceParts on Source { provider { id name } fetchedAt asOf isStale }
        """;

    private static readonly Schema Schema = SchemaBuilder.Parse(RepositoryFile.Read("schema/portfolio.graphql"));

    [Theory]
    [InlineData(Dashboard, 1, 1_000, 20_000)]
    [InlineData(Dashboard, 500, 1_000_000, 9_000_000)]
    [InlineData(Everything, 1, 10_000, 100_000)]
    [InlineData(Everything, 50, 1_000_000, 5_000_000)]
    [InlineData(Everything, 500, 10_000_001, int.MaxValue)]
    public void Portfolio_OfSoManyWallets_Costs(string text, int wallets, int atLeast, int atMost) =>
        Price(text, wallets).ShouldBeInRange(atLeast, atMost);

    [Fact]
    public void Portfolio_TotalOfOneWallet_CountsEveryCallThatItMayTake() =>
        Price("query($by: [WalletInput!]!) { wallets(by: $by) { total { valueUsd } } }", 1).ShouldBe(14_104);

    [Fact]
    public void Portfolio_WalletsOfBalancesOfWallets_IsRefused() => Price(
        """
        query($by: [WalletInput!]!) { wallets(by: $by) { tokenBalances { nodes { wallet { tokenBalances { nodes { wallet { tokenBalances { nodes { id } } } } } } } } } }
        """,
        1).ShouldBeGreaterThan(OperationLimits.Default.MaxCost);

    [Fact]
    public void Portfolio_TotalOfManyWallets_CountsTheCallsOfEach() =>
        Price("query($by: [WalletInput!]!) { portfolio(by: $by) { total { valueUsd } } }", 200).ShouldBeInRange(2_820_000, 2_821_000);

    [Fact]
    public void FilesOfOperations_AreBelowEveryLimit()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(RepositoryFile.Root(), "schema", "operations"), "*.graphql"))
        {
            var document = Parser.Parse(File.ReadAllText(path));
            Refusal(document).ShouldBeNull(path);
            foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
                new CostAnalyzer(Schema).Analyze(document, operation, null).ShouldBeLessThan(1_000_000, path);
        }
    }

    private static int Price(string text, int wallets)
    {
        var document = Parser.Parse(text);
        DocumentValidator.Validate(Schema, document, new ValidationOptions { MaxTime = null }).ShouldBeEmpty();
        Refusal(document).ShouldBeNull();
        using var variables = JsonDocument.Parse("{\"by\":[" + string.Join(',', Enumerable.Repeat("""{"okxAccount":"a"}""", wallets)) + "]}");
        return new CostAnalyzer(Schema).Analyze(document, document.Definitions.OfType<OperationDefinitionNode>().Single(), variables.RootElement);
    }

    private static string? Refusal(DocumentNode document) =>
        (ShapeCheck.Run(document, OperationLimits.Default, ParserOptions.Default.MaxDepth) ?? ListCheck.Run(Schema, document, OperationLimits.Default))?.Message;
}
