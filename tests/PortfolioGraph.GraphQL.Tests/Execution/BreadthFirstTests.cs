using PortfolioGraph.GraphQL.DataLoading;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;

namespace PortfolioGraph.GraphQL.Tests.Execution;

public sealed class BreadthFirstTests
{
    private const string Sdl = """
        type Query { people(first: Int = 3): [Person!]!  person(id: ID!): Person }
        type Person { id: ID! name: String! nick: String friend: Person friends: [Person] pet: Pet age: Int! }
        interface Pet { name: String! }
        type Dog implements Pet { name: String! barks: Boolean! }
        type Cat implements Pet { name: String! lives: Int }
        """;

    private readonly List<string> _batches = [];

    private TestServer Server => new(Sdl, Configure);

    [Fact]
    public async Task NestedLists_AreWrittenInDocumentOrder() =>
        (await Server.AskAsync("{ people(first: 2) { name id friends { name } } }")).ShouldBe(
            """{"data":{"people":[{"name":"P0","id":"0","friends":[{"name":"P1"},null]},{"name":"P1","id":"1","friends":[{"name":"P2"},null]}]}}""");

    [Fact]
    public async Task LoadedField_OfManyParents_IsOneBatch()
    {
        await Server.AskAsync("{ people(first: 3) { friend { name friend { name } } } }");
        _batches.ShouldBe(["1,2,3", "4"]);
    }

    [Fact]
    public async Task LoadedField_BetweenOthers_KeepsItsPlace() =>
        (await Server.AskAsync("{ people(first: 1) { id friend { id } name } }")).ShouldBe(
            """{"data":{"people":[{"id":"0","friend":{"id":"1"},"name":"P0"}]}}""");

    [Fact]
    public async Task AbstractField_AsksEachTypeItsOwnFields() =>
        (await Server.AskAsync("{ people(first: 3) { pet { __typename name ... on Dog { barks } ... on Cat { lives } } } }")).ShouldBe(
            """{"data":{"people":[{"pet":{"__typename":"Dog","name":"D","barks":true}},{"pet":{"__typename":"Cat","name":"C","lives":9}},{"pet":null}]}}""");

    [Fact]
    public async Task OnePositionFails_NullsTheNearestNullable() =>
        (await Server.AskAsync("{ person(id: 7) { friend { id } } p: person(id: 6) { id } }")).ShouldBe(
            """{"errors":[{"message":"no 8","locations":[{"line":1,"column":19}],"path":["person","friend"],"extensions":{"code":"NOT_FOUND"}}],"data":{"person":{"friend":null},"p":{"id":"6"}}}""");

    [Fact]
    public async Task NonNullField_Throws_NullsTheObjectOfThatRowOnly() =>
        (await Server.AskAsync("{ people(first: 2) { friends { age } } }")).ShouldBe(
            """{"errors":[{"message":"too old","locations":[{"line":1,"column":32}],"path":["people",1,"friends",0,"age"],"extensions":{"code":"AGE"}}],"data":{"people":[{"friends":[{"age":1},null]},{"friends":[null,null]}]}}""");

    [Fact]
    public async Task UnexpectedFailure_IsMasked()
    {
        var answer = await Server.AskAsync("""{ person(id: "x") { nick } }""");
        answer.ShouldContain("Unexpected execution error.");
        answer.ShouldContain("correlationId");
        answer.ShouldNotContain("FormatException");
    }

    [Fact]
    public async Task Conditions_ByVariable_ChooseTheFields()
    {
        const string Query = "query ($yes: Boolean!) { person(id: 1) { id @include(if: $yes) name @skip(if: $yes) } }";
        (await Server.AskAsync(Query, """{"yes":true}""")).ShouldBe("""{"data":{"person":{"id":"1"}}}""");
        (await Server.AskAsync(Query, """{"yes":false}""")).ShouldBe("""{"data":{"person":{"name":"P1"}}}""");
    }

    [Fact]
    public async Task Introspection_AnswersFromTheSchema() =>
        (await Server.AskAsync("""{ __type(name: "Dog") { kind name interfaces { name } fields { name type { kind ofType { name } } } } }""")).ShouldBe(
            """{"data":{"__type":{"kind":"OBJECT","name":"Dog","interfaces":[{"name":"Pet"}],"fields":[{"name":"name","type":{"kind":"NON_NULL","ofType":{"name":"String"}}},{"name":"barks","type":{"kind":"NON_NULL","ofType":{"name":"Boolean"}}}]}}}""");

    [Fact]
    public void FieldWithoutResolver_StopsTheStart_ByName() =>
        Should.Throw<BindingException>(() => new TestServer("type Query { a: Int b: Int }", b => b.Object<object>("Query").Field("a", _ => 1)))
            .Problems.ShouldBe(["Query.b: has no resolver."]);

    [Fact]
    public void ResolverWithoutField_StopsTheStart_ByName() =>
        Should.Throw<BindingException>(() => new TestServer("type Query { a: Int }", b => b.Object<object>("Query").Field("a", _ => 1).Field("c", _ => 1)))
            .Problems.ShouldBe(["Query.c: the schema has no such field."]);

    private void Configure(SchemaBindings bindings)
    {
        bindings.Object<object>("Query")
            .List("people", a => a.Get<int>("first"), (_, first) => Enumerable.Range(0, first).Select(i => new Person(i)).ToArray())
            .Field("person", a => a.Get<string>("id")!, (_, id) => new Person(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        bindings.Object<Person>("Person")
            .Field("id", p => p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Field("name", p => $"P{p.Id}")
            .Field("nick", p => (string?)null)
            .Load("friend", c => c.Loader(_ => new PersonLoader(_batches)), p => p.Id + 1)
            .List("friends", p => new[] { new Person(p.Id + 1), null })
            .Field("pet", p => p.Id switch
            {
                0 => new Dog(),
                1 => (object)new Cat(),
                _ => null,
            })
            .Field("age", p => p.Id < 2 ? p.Id : throw new GraphQLException("too old", "AGE"));
        bindings.Object<Dog>("Dog").Field("name", _ => "D").Field("barks", _ => true);
        bindings.Object<Cat>("Cat").Field("name", _ => "C").Field("lives", _ => (int?)9);
    }

    private sealed record Person(int Id);

    private sealed class Dog;

    private sealed class Cat;

    private sealed class PersonLoader(List<string> batches) : DataLoader<int, Person>
    {
        protected override ValueTask LoadBatchAsync(IReadOnlyList<int> keys, Memory<Result<Person>> results, CancellationToken cancellationToken)
        {
            batches.Add(string.Join(',', keys));
            for (var i = 0; i < keys.Count; i++)
            {
                results.Span[i] = keys[i] == 8 ? Result<Person>.Failed(new GraphQLException("no 8", "NOT_FOUND")) : new Person(keys[i]);
            }

            return ValueTask.CompletedTask;
        }
    }
}
