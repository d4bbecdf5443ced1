using PortfolioGraph.GraphQL.Language;
using static PortfolioGraph.GraphQL.Types.SchemaChangeSeverity;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>
/// Finds what has changed between two schemas, and what that does to clients of the first. Descriptions and directives that are applied are not
/// compared, except for deprecations.
/// </summary>
public sealed class SchemaComparison
{
    private readonly Schema _before;
    private readonly Schema _after;
    private readonly List<SchemaChange> _changes = [];

    private SchemaComparison(Schema before, Schema after)
    {
        _before = before;
        _after = after;
    }

    /// <summary>The changes, the worst first, then by coordinate.</summary>
    public static IReadOnlyList<SchemaChange> Compare(Schema before, Schema after)
    {
        var comparison = new SchemaComparison(before, after);
        comparison.CompareRoots();
        comparison.CompareTypes();
        comparison.CompareDirectives();
        return [.. comparison._changes.OrderByDescending(c => c.Severity).ThenBy(c => c.Coordinate, StringComparer.Ordinal)];
    }

    private void CompareRoots()
    {
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            var (was, now) = (_before.RootType(operation)?.Name, _after.RootType(operation)?.Name);
            if (was is not null && was != now) Add(Breaking, was, $"was the root type of operations of the kind {operation.ToString().ToLowerInvariant()}, which is now {now ?? "gone"}");
            else if (was is null && now is not null) Add(Safe, now, $"is the new root type of operations of the kind {operation.ToString().ToLowerInvariant()}");
        }
    }

    private void CompareTypes()
    {
        foreach (var was in _before.Types.Where(t => !t.IsBuiltIn))
        {
            switch (was, _after.FindType(was.Name))
            {
                case (_, null): Add(Breaking, was.Name, "was removed"); break;
                case (ComplexType a, ComplexType b) when a.GetType() == b.GetType(): CompareComplex(a, b); break;
                case (UnionType a, UnionType b):
                    CompareNames(was.Name, "member", [.. a.Members.Select(m => m.Name)], [.. b.Members.Select(m => m.Name)]);
                    break;
                case (EnumType a, EnumType b): CompareEnums(a, b); break;
                case (InputObjectType a, InputObjectType b): CompareInputObjects(a, b); break;
                case (ScalarType a, ScalarType b):
                    if (a.SpecifiedByUrl != b.SpecifiedByUrl) Add(Dangerous, a.Name, $"is specified by {b.SpecifiedByUrl ?? "nothing"} instead of {a.SpecifiedByUrl ?? "nothing"}");
                    break;
                case (var a, var b): Add(Breaking, a.Name, $"was {KindOf(a)} and is now {KindOf(b!)}"); break;
            }
        }

        foreach (var now in _after.Types.Where(t => !t.IsBuiltIn && _before.FindType(t.Name) is null)) Add(Safe, now.Name, "was added");
    }

    private void CompareComplex(ComplexType was, ComplexType now)
    {
        CompareNames(was.Name, "interface", [.. was.Interfaces.Select(i => i.Name)], [.. now.Interfaces.Select(i => i.Name)]);
        foreach (var field in was.Fields)
        {
            var at = field.ToString();
            if (now.FindField(field.Name) is not { } same)
            {
                Add(Breaking, at, "was removed");
                continue;
            }

            if (!IsSafeOutput(field.Type, same.Type)) Add(Breaking, at, $"was {field.Type} and is now {same.Type}");
            else if (field.Type.ToString() != same.Type.ToString()) Add(Safe, at, $"was {field.Type} and is now {same.Type}");
            CompareInputs(field.Arguments, same.Arguments, name => $"{at}({name}:)");
            CompareDeprecation(at, field.DeprecationReason, same.DeprecationReason);
        }

        foreach (var added in now.Fields.Where(f => was.FindField(f.Name) is null)) Add(Safe, added.ToString(), "was added");
    }

    private void CompareEnums(EnumType was, EnumType now)
    {
        CompareNames(was.Name, "value", [.. was.Values.Select(v => v.Name)], [.. now.Values.Select(v => v.Name)]);
        foreach (var value in was.Values)
        {
            if (now.FindValue(value.Name) is { } same) CompareDeprecation($"{was.Name}.{value.Name}", value.DeprecationReason, same.DeprecationReason);
        }
    }

    private void CompareInputObjects(InputObjectType was, InputObjectType now)
    {
        if (was.IsOneOf != now.IsOneOf) Add(now.IsOneOf ? Breaking : Dangerous, was.Name, now.IsOneOf ? "takes exactly one of its fields now" : "no longer takes exactly one of its fields");
        CompareInputs(was.Fields, now.Fields, name => $"{was.Name}.{name}");
    }

    private void CompareDirectives()
    {
        foreach (var was in _before.Directives.Where(d => !d.IsBuiltIn))
        {
            var at = $"@{was.Name}";
            if (_after.FindDirective(was.Name) is not { } now)
            {
                Add(Breaking, at, "was removed");
                continue;
            }

            if (was.IsRepeatable && !now.IsRepeatable) Add(Breaking, at, "is no longer repeatable");
            foreach (var location in was.Locations.Except(now.Locations)) Add(Breaking, at, $"is no longer allowed on {location}");
            foreach (var location in now.Locations.Except(was.Locations)) Add(Safe, at, $"is now allowed on {location}");
            CompareInputs(was.Arguments, now.Arguments, name => $"{at}({name}:)");
        }

        foreach (var added in _after.Directives.Where(d => !d.IsBuiltIn && _before.FindDirective(d.Name) is null)) Add(Safe, $"@{added.Name}", "was added");
    }

    private void CompareInputs(IReadOnlyList<InputValue> was, IReadOnlyList<InputValue> now, Func<string, string> coordinate)
    {
        var after = now.ToDictionary(i => i.Name);
        foreach (var input in was)
        {
            var at = coordinate(input.Name);
            if (!after.Remove(input.Name, out var same))
            {
                Add(Breaking, at, "was removed");
                continue;
            }

            var (before, later) = (Printed(input.DefaultValue), Printed(same.DefaultValue));
            if (!IsSafeInput(input.Type, same.Type) || (same.IsRequired && !input.IsRequired)) Add(Breaking, at, $"was {Shown(input, before)} and is now {Shown(same, later)}");
            else if (before != later) Add(Dangerous, at, $"had the default {before ?? "nothing"} and has now {later ?? "nothing"}");
            else if (input.Type.ToString() != same.Type.ToString()) Add(Safe, at, $"was {input.Type} and is now {same.Type}");
            CompareDeprecation(at, input.DeprecationReason, same.DeprecationReason);
        }

        foreach (var (name, added) in after) Add(added.IsRequired ? Breaking : Dangerous, coordinate(name), added.IsRequired ? "was added and is required" : "was added");
    }

    // What a client may have listed in full: it meets new ones unprepared.
    private void CompareNames(string type, string what, IReadOnlyList<string> was, IReadOnlyList<string> now)
    {
        foreach (var name in was.Except(now)) Add(Breaking, type, $"has no longer the {what} {name}");
        foreach (var name in now.Except(was)) Add(Dangerous, type, $"has the new {what} {name}");
    }

    private void CompareDeprecation(string coordinate, string? was, string? now)
    {
        if (was is null && now is not null) Add(Safe, coordinate, $"is deprecated now: {now}");
        else if (was is not null && now is null) Add(Safe, coordinate, "is no longer deprecated");
    }

    private void Add(SchemaChangeSeverity severity, string coordinate, string message) => _changes.Add(new SchemaChange(severity, coordinate, message));

    /// <summary>Whether whoever reads the one can read the other: the same, narrower, or no longer null.</summary>
    private bool IsSafeOutput(GraphQLType was, GraphQLType now) => (was, now) switch
    {
        (NonNullType a, NonNullType b) => IsSafeOutput(a.OfType, b.OfType),
        (NonNullType, _) => false,
        (_, NonNullType b) => IsSafeOutput(was, b.OfType),
        (ListType a, ListType b) => IsSafeOutput(a.OfType, b.OfType),
        (NamedType a, NamedType b) => a.Name == b.Name || (_after.FindType(a.Name) is { } same && _after.IsSubType(b, same)),
        _ => false,
    };

    /// <summary>Whether what was sent for the one can be sent for the other: the same, or null as well.</summary>
    private static bool IsSafeInput(GraphQLType was, GraphQLType now) => (was, now) switch
    {
        (NonNullType a, NonNullType b) => IsSafeInput(a.OfType, b.OfType),
        (_, NonNullType) => false,
        (NonNullType a, _) => IsSafeInput(a.OfType, now),
        (ListType a, ListType b) => IsSafeInput(a.OfType, b.OfType),
        (NamedType a, NamedType b) => a.Name == b.Name,
        _ => false,
    };

    private static string? Printed(ValueNode? value) => value is null ? null : SyntaxPrinter.Print(value);

    private static string Shown(InputValue input, string? printedDefault) => printedDefault is null ? input.Type.ToString()! : $"{input.Type} = {printedDefault}";

    private static string KindOf(NamedType type) => type switch
    {
        ScalarType => "a scalar",
        ObjectType => "an object type",
        InterfaceType => "an interface",
        UnionType => "a union",
        EnumType => "an enum",
        _ => "an input object type",
    };
}
