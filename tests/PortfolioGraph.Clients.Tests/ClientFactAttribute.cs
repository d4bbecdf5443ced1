using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Clients.Tests;

/// <summary>A test of the projects in <c>tests/Clients</c>, which is skipped with the reason where Node or their packages are missing.</summary>
public sealed class ClientFactAttribute() : NodeFactAttribute("typescript", Path.Combine(ClientProjects.Folder, "package.json"));
