namespace PortfolioGraph.Providers.Okx;

/// <summary>Versions of OKX's balance calls.</summary>
public enum OkxApiVersion
{
    /// <summary><c>/api/v5/wallet/asset/…</c>.</summary>
    V5,

    /// <summary><c>/api/v6/dex/balance/…</c>. It knows no accounts: those are still asked for by version 5.</summary>
    V6,
}
