using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Tests.Types;

public sealed class SchemaComparisonTests
{
    [Fact]
    public void SameSchema_HasNoChanges() => Changes("type Query { a(b: Int = 1): [Int!]! }", "type Query { a(b: Int = 1): [Int!]! }").ShouldBeEmpty();

    [Theory]
    [InlineData("type Query { a: Int b: Int }", "type Query { a: Int }", "Breaking Query.b was removed")]
    [InlineData("type Query { a: Int }", "type Query { a: Int b: Int }", "Safe Query.b was added")]
    [InlineData("type Query { a: Int }", "type Query { a: String }", "Breaking Query.a was Int and is now String")]
    [InlineData("type Query { a: Int }", "type Query { a: Int! }", "Safe Query.a was Int and is now Int!")]
    [InlineData("type Query { a: Int! }", "type Query { a: Int }", "Breaking Query.a was Int! and is now Int")]
    [InlineData("type Query { a: [Int] }", "type Query { a: [Int!] }", "Safe Query.a was [Int] and is now [Int!]")]
    [InlineData("type Query { a: Int }", "type Query { a: [Int] }", "Breaking Query.a was Int and is now [Int]")]
    [InlineData("type Query { a(b: Int): Int }", "type Query { a: Int }", "Breaking Query.a(b:) was removed")]
    [InlineData("type Query { a: Int }", "type Query { a(b: Int): Int }", "Dangerous Query.a(b:) was added")]
    [InlineData("type Query { a: Int }", "type Query { a(b: Int!): Int }", "Breaking Query.a(b:) was added and is required")]
    [InlineData("type Query { a: Int }", "type Query { a(b: Int! = 1): Int }", "Dangerous Query.a(b:) was added")]
    [InlineData("type Query { a(b: Int!): Int }", "type Query { a(b: Int): Int }", "Safe Query.a(b:) was Int! and is now Int")]
    [InlineData("type Query { a(b: Int): Int }", "type Query { a(b: Int!): Int }", "Breaking Query.a(b:) was Int and is now Int!")]
    [InlineData("type Query { a(b: Int! = 1): Int }", "type Query { a(b: Int!): Int }", "Breaking Query.a(b:) was Int! = 1 and is now Int!")]
    [InlineData("type Query { a(b: Int = 1): Int }", "type Query { a(b: Int = 2): Int }", "Dangerous Query.a(b:) had the default 1 and has now 2")]
    [InlineData("type Query { a: Int }", "type Query { a: Int @deprecated(reason: \"old\") }", "Safe Query.a is deprecated now: old")]
    [InlineData("type Query { a: Int @deprecated }", "type Query { a: Int }", "Safe Query.a is no longer deprecated")]
    [InlineData("type Query { a: E } enum E { A B }", "type Query { a: E } enum E { A }", "Breaking E has no longer the value B")]
    [InlineData("type Query { a: E } enum E { A }", "type Query { a: E } enum E { A B }", "Dangerous E has the new value B")]
    [InlineData("type Query { a: U } type A { x: Int } type B { x: Int } union U = A | B", "type Query { a: U } type A { x: Int } type B { x: Int } union U = A", "Breaking U has no longer the member B")]
    [InlineData("type Query implements I { a: Int } interface I { a: Int }", "type Query { a: Int } interface I { a: Int }", "Breaking Query has no longer the interface I")]
    [InlineData("type Query { a(b: I): Int } input I { x: Int }", "type Query { a(b: I): Int } input I { x: Int y: Int! }", "Breaking I.y was added and is required")]
    [InlineData("type Query { a(b: I): Int } input I { x: Int }", "type Query { a(b: I): Int } input I @oneOf { x: Int }", "Breaking I takes exactly one of its fields now")]
    [InlineData("type Query { a: S } scalar S", "type Query { a: S } enum S { A }", "Breaking S was a scalar and is now an enum")]
    [InlineData("type Query { a: Int } type T { x: Int }", "type Query { a: Int }", "Breaking T was removed")]
    [InlineData("type Query { a: Int } directive @d(x: Int) on FIELD", "type Query { a: Int }", "Breaking @d was removed")]
    [InlineData("type Query { a: Int } directive @d(x: Int) on FIELD", "type Query { a: Int } directive @d on FIELD", "Breaking @d(x:) was removed")]
    [InlineData("type Query { a: Int } type M { b: Int } schema { query: Query mutation: M }", "type Query { a: Int } type M { b: Int } schema { query: Query }", "Breaking M was the root type of operations of the kind mutation, which is now gone")]
    public void OneChange_IsFound(string before, string after, string change) => Changes(before, after).ShouldBe([change]);

    [Fact]
    public void Field_ReturnsOneOfTheTypesThatItDid_IsNoBreak()
    {
        const string types = "interface I { x: Int } type A implements I { x: Int }";
        Changes($"type Query {{ a: I }} {types}", $"type Query {{ a: A }} {types}").ShouldBe(["Safe Query.a was I and is now A"]);
        Changes($"type Query {{ a: A }} {types}", $"type Query {{ a: I }} {types}").ShouldBe(["Breaking Query.a was A and is now I"]);
    }

    [Fact]
    public void Changes_TheWorstComeFirst() =>
        Changes("type Query { a: Int z(x: Int = 1): Int }", "type Query { b: Int z(x: Int = 2): Int }").ShouldBe(
            ["Breaking Query.a was removed", "Dangerous Query.z(x:) had the default 1 and has now 2", "Safe Query.b was added"]);

    private static IEnumerable<string> Changes(string before, string after) =>
        SchemaComparison.Compare(SchemaBuilder.Parse(before), SchemaBuilder.Parse(after)).Select(c => $"{c.Severity} {c.Coordinate} {c.Message}");
}
