namespace PortfolioGraph.Sandbox.Data;

/// <summary>The examples of the providers' own documents, kept to the byte (the NFT is ours: no document prints one).</summary>
internal static class Recorded
{
    public static readonly byte[] OkxAssetDetail = Load("okx-asset-detail.json");
    public static readonly byte[] OkxTokenBalances = Load("okx-token-balances.json");
    public static readonly byte[] MeshCex = Load("mesh-cex.json");
    public static readonly byte[] MeshSelfCustody = Load("mesh-self-custody.json");
    public static readonly byte[] MeshHoldingsGet = Load("mesh-holdings-get.json");
    public static readonly byte[] MeshHoldingsValue = Load("mesh-holdings-value.json");
    public static readonly byte[] MeshBalanceGet = Load("mesh-balance-get.json");
    public static readonly byte[] MeshBalancePortfolio = Load("mesh-balance-portfolio.json");
    public static readonly byte[] MeshNft = Load("mesh-nft.json");
    public static readonly byte[] NeptuneBalances = Load("neptune-balances.json");
    public static readonly byte[] NeptuneBalance = Load("neptune-balance.json");

    private static byte[] Load(string name)
    {
        using var stream = typeof(Recorded).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
