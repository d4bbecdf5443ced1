namespace PortfolioGraph.Providers.Okx;

/// <summary>An item of <c>data</c> that is nothing but the lists in it.</summary>
internal interface IOkxLists
{
    /// <summary>What the lists are called on the wire.</summary>
    string[] Names { get; }

    /// <summary>Whether the list that matters is not there.</summary>
    bool IsAbsent { get; }
}
