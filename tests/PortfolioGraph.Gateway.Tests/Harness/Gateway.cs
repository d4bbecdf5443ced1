namespace PortfolioGraph.Gateway.Tests.Harness;

/// <summary>One server for all tests that leave it as it was.</summary>
public sealed class Gateway : IAsyncLifetime
{
    internal GatewayServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await GatewayServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Tests that share the server run one after the other, so that each can count its calls.</summary>
[CollectionDefinition(Name)]
public sealed class GatewayCollection : ICollectionFixture<Gateway>
{
    public const string Name = "gateway";
}
