using System.Text;
using System.Text.Json;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>A server with a schema that can be asked in circles, and documents made to hurt it.</summary>
internal sealed class Target(TestServer server) : IAsyncDisposable
{
    private const string GraphQLResponse = "application/graphql-response+json";

    private const string Sdl = """
        directive @cost(weight: String!) on FIELD_DEFINITION
        directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
        type Query {
          a: Query
          s: String
          t: String
          i(x: Int, f: Float, s: String, where: Filter, list: [Int]): Int
          heavy(where: Filter): Int @cost(weight: "1000")
          rows(first: Int): [Query!]! @listSize(assumedSize: 100, slicingArguments: ["first"], requireOneSlicingArgument: false)
        }
        type Mutation { touch: Int }
        input Filter { and: [Filter!] or: [Filter!] eq: Int }
        """;

    public TestServer Server { get; } = server;

    public static async Task<Target> StartAsync(RequestExecutorOptions? options = null, GraphQLHttpOptions? http = null) =>
        new(await TestServer.StartAsync(http, executor: Executor(options)));

    public static RequestExecutor Executor(RequestExecutorOptions? options = null) => new(
        SchemaBindings.Bind(SchemaBuilder.Parse(Sdl), new object(), schema =>
        {
            schema.Object<object>("Query")
                .Field("a", q => q)
                .Field("s", _ => "s")
                .Field("t", _ => "t")
                .Field("i", _ => 1)
                .Field("heavy", _ => 1)
                .List("rows", q => (IReadOnlyList<object>)[q]);
            schema.Object<object>("Mutation").Field("touch", _ => 1);
        }),
        options);

    public static string Repeat(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(part(i));
        return text.ToString();
    }

    public static string Body(string query, string? variables = null) =>
        $$"""{"query":{{JsonSerializer.Serialize(query)}},"variables":{{variables ?? "null"}}}""";

    /// <summary>Posts a document, and sees that the server answers others afterwards.</summary>
    public async Task<Answer> AskAsync(string query, string? variables = null)
    {
        // Not a matter of speed: what multiplies does not end at all.
        var answer = await Server.PostAsync(Body(query, variables), GraphQLResponse).WaitAsync(TimeSpan.FromSeconds(20));
        (await Server.PostAsync("""{"query":"{s}"}""")).Body.ShouldBe("""{"data":{"s":"s"}}""");
        answer.Body.Length.ShouldBeLessThan(100_000);
        return answer;
    }

    public async Task ShouldRefuseAsync(string query, string code, string? variables = null)
    {
        var answer = await AskAsync(query, variables);
        answer.Status.ShouldBe(400);
        answer.RefusalCode.ShouldBe(code, answer.Message);
    }

    public Task<Answer> GetAsync(string query, params (string, string)[] headers) =>
        Server.GetAsync($"/graphql?query={Uri.EscapeDataString(query)}", [("Accept", GraphQLResponse), .. headers]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
