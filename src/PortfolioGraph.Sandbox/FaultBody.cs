namespace PortfolioGraph.Sandbox;

/// <summary>What a fault does to the bytes of an answer.</summary>
public enum FaultBody
{
    /// <summary>Nothing.</summary>
    Intact,

    /// <summary>A complete body that is not JSON: the true answer without its end.</summary>
    Malformed,

    /// <summary>Half of the announced bytes, then the connection is closed.</summary>
    Truncated,

    /// <summary>No answer: the connection is reset.</summary>
    Reset,

    /// <summary>Status and headers, and a body of no bytes.</summary>
    Empty,

    /// <summary>A page of HTML, labelled as such.</summary>
    WrongContentType,
}
