namespace PortfolioGraph.Gateway.Configuration;

/// <summary>The settings that hold now. Those of a request may be newer than those of the request before.</summary>
internal sealed class CurrentSettings(GatewaySettings start)
{
    private volatile GatewaySettings _value = start;

    public GatewaySettings Value
    {
        get => _value;
        set => _value = value;
    }
}
