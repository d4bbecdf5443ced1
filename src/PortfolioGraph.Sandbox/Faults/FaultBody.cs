namespace PortfolioGraph.Sandbox.Faults;

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

    /// <summary>JSON of another shape: a text in place of every list.</summary>
    WrongShape,

    /// <summary>The true answer in UTF-16, labelled as such.</summary>
    WrongCharset,

    /// <summary>The true answer, one byte a second.</summary>
    SlowDrip,

    /// <summary>The true answer behind a member of 100 MB, without a length.</summary>
    Huge,

    /// <summary>The same, compressed to a few hundred kilobytes.</summary>
    GzipBomb,

    /// <summary>No answer: a redirect (307) to another name of this host, which would answer.</summary>
    Redirect,
}
