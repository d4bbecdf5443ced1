namespace PortfolioGraph.Tests.Shared;

/// <summary>Reads an event stream line by line, as it comes.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    private readonly CancellationTokenSource _late = new(TimeSpan.FromSeconds(20));

    public static async Task<EventReader> OpenAsync(HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBe(200);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next line that is not empty.</summary>
    public async Task<string?> LineAsync()
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync(_late.Token);
        }
        while (line is "");
        return line;
    }

    /// <summary>The next event, comments left out.</summary>
    public async Task<(string Name, string Data)> EventAsync()
    {
        string? line;
        do
        {
            line = await LineAsync();
        }
        while (line is ":");
        return (line!["event: ".Length..], (await LineAsync())!["data: ".Length..]);
    }

    /// <summary>Whether the stream ends here, comments left out.</summary>
    public async Task<bool> EndAsync()
    {
        string? line;
        do
        {
            line = await LineAsync();
        }
        while (line is ":");
        return line is null;
    }

    public void Dispose()
    {
        response.Dispose();
        reader.Dispose();
        _late.Dispose();
    }
}
