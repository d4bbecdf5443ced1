namespace PortfolioGraph.Sandbox.Wire;

/// <summary>One provider's API: from a request to an answer, without I/O.</summary>
internal interface ISimulator
{
    /// <summary>The name in the call log and in fault switches.</summary>
    string Provider { get; }

    Reply Answer(WireRequest request);

    /// <summary>The answer that carries one of the provider's own errors, for a fault switch.</summary>
    /// <param name="message">The text that goes with it; null for the usual one.</param>
    Reply Fail(WireRequest request, string code, string? message);

    /// <summary>Whether a request asks for one of these networks.</summary>
    bool AsksFor(WireRequest request, IReadOnlyList<string> chains) => false;
}
