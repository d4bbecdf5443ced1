using System.Runtime.CompilerServices;
using PortfolioGraph.Tests.Shared;

namespace PortfolioGraph.Clients.Tests;

/// <summary>A test of the projects in <c>tests/Clients</c>, and is skipped with the reason where their packages are missing.</summary>
public sealed class ClientFactAttribute([CallerFilePath] string testFile = "")
    : NodeFactAttribute("typescript", Path.Combine(Path.GetDirectoryName(testFile)!, "..", "Clients", "package.json"));
