using PortfolioGraph.GraphQL.Json;

namespace PortfolioGraph.GraphQL.Execution;

/// <summary>
/// What an answer takes at least, counted while its fields are executed: an answer that would be refused when it is written is given up before all of
/// it is in memory. All parts of an answer count together.
/// </summary>
/// <param name="maxBytes">What it may take; 0 is no bound.</param>
internal sealed class AnswerSize(int maxBytes)
{
    private long _bytes;

    public int MaxBytes => maxBytes;

    /// <exception cref="ResponseRefusedException">It is too much.</exception>
    public void Add(long bytes)
    {
        _bytes += bytes;
        if (maxBytes > 0 && _bytes > maxBytes) throw ResponseRefusedException.TooLarge(maxBytes);
    }
}
