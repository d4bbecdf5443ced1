using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.SchemaBuilding;

namespace PortfolioGraph.GraphQL.AspNetCore.Tests.Attacks;

/// <summary>A schema whose answers are as long as they are asked to be.</summary>
internal static class LargeAnswers
{
    private const string Sdl = """
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @listSize(assumedSize: Int, slicingArguments: [String!]) on FIELD_DEFINITION
        type Query { text(length: Int!): String! numbers(count: Int!): [Int!]! @listSize(slicingArguments: ["count"]) rows(count: Int!): [Row!]! @listSize(assumedSize: 1) one: Row! late: [Late!]! }
        type Row { id: ID! name: String! fails: Int inner: Row! }
        type Subscription { large(length: Int!): String! }
        scalar Late
        """;

    /// <summary>Rows that were resolved.</summary>
    public static int Rows { get; set; }

    /// <param name="limits">Bounds.</param>
    /// <param name="onLate">Called when the first value of <c>late</c> is written.</param>
    public static RequestExecutor Executor(RequestExecutorOptions? limits = null, Action? onLate = null) => new(
        SchemaBindings.Bind(SchemaBuilder.Parse(Sdl), new object(), schema =>
        {
            schema.Scalar<LateValue>("Late", (writer, value) =>
            {
                if (value.Index == 0) onLate?.Invoke();
                writer.WriteInt(value.Index);
            });
            schema.Object<object>("Query")
                .Field("text", a => a.Get<int>("length"), (_, length) => new string('x', length))
                .List("numbers", a => a.Get<int>("count"), (_, count) => (IReadOnlyList<int>)[.. Enumerable.Range(0, count)])
                .List("rows", a => a.Get<int>("count"), (_, count) => (IReadOnlyList<object>)[.. Enumerable.Range(0, count).Select(i => (object)i)])
                .Field("one", _ => (object)1)
                .List("late", _ => (IReadOnlyList<LateValue>)[.. Enumerable.Range(0, 10_000).Select(i => new LateValue(i))]);
            schema.Object<object>("Row")
                .Field("id", _ => "1")
                .Field("name", _ =>
                {
                    Rows++;
                    return new string('n', 1000);
                })
                .Field<int?>("fails", _ => throw new GraphQLException(new string('m', 500), "FAILED"))
                .Field("inner", r => r);
            schema.Object<object>("Subscription")
                .Subscribe("large", a => a.Get<int>("length"), c => new(new object[] { c.Arguments }.ToAsyncEnumerable()))
                .Field("large", e => new string('x', (int)e));
        }),
        limits);

    private sealed record LateValue(int Index);
}
