using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PortfolioGraph.Browser.Tests.Harness;

/// <summary>A page, and what it complained of and asked for while it was open.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Window(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Complaints.Add(message.Text);
        };
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    public ConcurrentBag<string> Complaints { get; } = [];

    public ConcurrentBag<string> Requests { get; } = [];

    /// <summary>What axe-core finds that keeps people out.</summary>
    public async Task<string[]> BarriersAsync() =>
        [.. (await Page.RunAxe()).Violations.Select(v => $"{v.Impact}: {v.Id} ({v.Help}) at {string.Join(", ", v.Nodes.Take(3).Select(n => n.Html))}")];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
