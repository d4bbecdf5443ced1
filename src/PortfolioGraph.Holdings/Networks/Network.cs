using PortfolioGraph.Holdings.Chains;
using PortfolioGraph.Holdings.Ids;

namespace PortfolioGraph.Holdings.Networks;

/// <summary>A network as the graph shows it: a chain with a CAIP-2 id, or a provider's chain that has none that we know.</summary>
public sealed record Network
{
    /// <summary>
    /// The CAIP-2 id, else <c>provider:code</c> (<see cref="IdText"/>). Two networks are the same exactly when their ids are.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Null where the provider's chain is unmapped: it can then not be merged with another provider's chain.</summary>
    public ChainId? ChainId { get; init; }

    public required string Name { get; init; }

    public string? ShortName { get; init; }

    public required ChainFamily Family { get; init; }

    public string? LogoUrl { get; init; }

    /// <summary>A chain by its CAIP-2 id; one that the registry does not know is named by its id.</summary>
    public static Network Of(ChainId chainId)
    {
        var chain = ChainRegistry.Find(chainId);
        return new Network
        {
            Id = chainId.ToString(),
            ChainId = chainId,
            Name = chain?.Name ?? chainId.ToString(),
            ShortName = chain?.ShortName,
            Family = ChainRegistry.FamilyOf(chainId),
        };
    }

    /// <summary>A provider's chain without a CAIP-2 id that we know.</summary>
    public static Network Unmapped(string provider, string code, string? name = null) => new()
    {
        Id = IdText.JoinBounded(':', provider, code),
        Name = BoundedText.Cut(name ?? $"{provider} chain {code}"),
        Family = ChainFamily.Other,
    };
}
