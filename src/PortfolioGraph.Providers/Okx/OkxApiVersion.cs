namespace PortfolioGraph.Providers.Okx;

/// <summary>Versions of OKX's API.</summary>
public enum OkxApiVersion
{
    /// <summary>Version 5, and version 6 for each call for which OKX has ended version 5.</summary>
    Auto,

    /// <summary><c>/api/v5/…</c> only.</summary>
    V5,

    /// <summary><c>/api/v6/…</c>. What it lacks (accounts, inscriptions) is still asked for by version 5.</summary>
    V6,
}
