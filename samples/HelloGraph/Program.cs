using PortfolioGraph.GraphQL;
using PortfolioGraph.GraphQL.AspNetCore;
using PortfolioGraph.GraphQL.AspNetCore.Settings;
using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

var schema = SchemaBuilder.Parse("""
    type Query { books(first: Int = 10): [Book!]! }
    type Book { title: String! author: Author! }
    type Author { name: String! }
    """);
Book[] books = [new("Emma", 1), new("Persuasion", 1), new("Middlemarch", 2)];
var bound = SchemaBindings.Bind(schema, new object(), bindings =>
{
    bindings.Object<object>("Query").List("books", a => a.Get<int>("first"), (_, first) => books.Take(first).ToArray());
    bindings.Object<Book>("Book").Field("title", b => b.Title).Load<int, Author>("author", c => c.Loader(_ => new Authors()), b => b.AuthorId);
    bindings.Object<Author>("Author").Field("name", a => a.Name);
});

var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGraphQL("/graphql", new RequestExecutor(bound), new GraphQLHttpOptions { Sdl = SchemaPrinter.Print(schema) });
app.Run();

internal sealed record Book(string Title, int AuthorId);

internal sealed record Author(string Name);

/// <summary>Asked once a level, with the distinct ids of all books.</summary>
internal sealed class Authors : DataLoader<int, Author>
{
    protected override ValueTask LoadBatchAsync(IReadOnlyList<int> keys, Memory<Result<Author>> results, CancellationToken cancellationToken)
    {
        for (var i = 0; i < keys.Count; i++) results.Span[i] = new Author(keys[i] == 1 ? "Jane Austen" : "George Eliot");
        return ValueTask.CompletedTask;
    }
}
