using PortfolioGraph.Gateway.Configuration;

namespace PortfolioGraph.Gateway.Access;

/// <summary>Configuration section <c>Access</c>: who may ask. docs/access.md has the settings.</summary>
internal sealed class AccessOptions
{
    /// <summary>Whether an address that others can reach may be served without asking who they are.</summary>
    public bool Anonymous { get; private init; }

    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static AccessOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Access");
        return new AccessOptions { Anonymous = ProviderConfiguration.ReadFlag(section, "Anonymous") };
    }
}
