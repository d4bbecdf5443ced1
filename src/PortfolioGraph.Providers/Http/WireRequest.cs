namespace PortfolioGraph.Providers.Http;

/// <summary>A request on its way: whoever has to know when it is on the wire is told by the connection.</summary>
internal abstract class WireRequest
{
    private static readonly AsyncLocal<WireRequest?> Ambient = new();

    /// <summary>The one that this is part of; null where nobody has to know.</summary>
    public static WireRequest? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>The request has been written. Only the first time counts.</summary>
    public abstract void MarkSent();
}
