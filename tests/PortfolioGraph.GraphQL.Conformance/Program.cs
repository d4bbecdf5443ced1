using PortfolioGraph.GraphQL.Conformance;

// Documents nested a thousand levels deep are part of the game: every recursion happens on one thread with room for it.
const int StackSize = 256 * 1024 * 1024;
var thread = new Thread(Run, StackSize);
thread.Start();
thread.Join();

static void Run()
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    var adapter = new Adapter();
    foreach (var line in new LineReader(input).Lines())
    {
        output.Write(adapter.Answer(line));
        output.Write("\n"u8);
        output.Flush();
    }
}
