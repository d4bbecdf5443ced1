using System.Reflection;
using System.Reflection.Emit;

namespace PortfolioGraph.Gateway.Tests;

/// <summary>
/// The layers of each project, bottom to top: a namespace refers only to those before it. Namespaces that are one layer stand in one string. This is the
/// drawing in ARCHITECTURE.md, held against what the compiler made.
/// </summary>
public sealed class NamespaceTests
{
    private const string Root = ".";

    private static readonly Dictionary<string, string[]> Layers = new()
    {
        ["PortfolioGraph.GraphQL"] =
        [
            "Errors", "Json", "Language", "Types", "Validation Validation.Rules", "SchemaBuilding", "Limits", "Requests", "Telemetry", "DataLoading",
            "Execution Execution.Inputs Execution.Binding Execution.Resolvers Execution.Columns Execution.Deferring Execution.Introspection", Root,
        ],
        ["PortfolioGraph.GraphQL.AspNetCore"] = ["Settings", "Requests", "Streams", "Http", "Ide", "Health", Root],
        ["PortfolioGraph.Holdings"] =
            ["Numbers", "Ids", "Chains", "Addresses", "Networks", "Tokens", "Wallets", "Sources", "Platforms", "Positions", Root, "Accounting"],
        ["PortfolioGraph.Providers"] = [Root, "Bounds", "Telemetry", "Http", "Resilience", "Caching", "Okx", "Mesh", "Neptune"],
        ["PortfolioGraph.Sandbox"] = ["Data", "Settings", "Faults", "Wire", "Neptune", "Mesh", "Okx", Root],
        ["PortfolioGraph.Gateway"] =
        [
            "Errors", "Settings", "Providers", "Access", "Configuration", "Admission", "Graph.Scalars", "Graph.Ids", "Graph.Inputs", "Graph.Lists",
            "Graph.Objects", "Graph.Nodes", "Graph.Loading", "Graph.Watching", "Graph.Bindings", "Graph", "Page", "Observability", "Lifetime", "Endpoints", "WarmUp",
            "Hosting", "CommandLine",
        ],
    };

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static TheoryData<string> Projects() => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_RefersOnlyToThoseBelowIt(string project)
    {
        var layerOf = LayersOf(project);
        var upwards = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in Assembly.Load(project).GetTypes().Where(type => IsOf(project, type)))
        {
            foreach (var other in ReferencedBy(type).Where(other => IsOf(project, other)))
            {
                if (layerOf[NameOf(project, other)] > layerOf[NameOf(project, type)])
                    upwards.Add($"{NameOf(project, type)} ({Outermost(type).Name}) -> {NameOf(project, other)} ({Outermost(other).Name})");
            }
        }

        upwards.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_AreThoseOfTheOrder(string project) =>
        Assembly.Load(project).GetTypes().Where(type => IsOf(project, type)).Select(type => NameOf(project, type)).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(LayersOf(project).Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folder_IsTheNamespace(string project)
    {
        var folder = Path.Combine(RepositoryFile.Root, "src", project);
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[..^1];
            if (parts is ["obj" or "bin", ..])
                continue;
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal));
            if (line is not null)
                line.ShouldBe($"namespace {string.Join('.', [project, .. parts])};", file);
        }
    }

    private static Dictionary<string, int> LayersOf(string project) =>
        Layers[project].SelectMany((names, layer) => names.Split(' ').Select(name => (name, layer))).ToDictionary(n => n.name, n => n.layer);

    private static bool IsOf(string project, Type type) =>
        type.Assembly.GetName().Name == project && Outermost(type).Namespace is { } name && (name == project || name.StartsWith(project + '.', StringComparison.Ordinal));

    private static string NameOf(string project, Type type) => Outermost(type).Namespace is { } name && name.Length > project.Length ? name[(project.Length + 1)..] : Root;

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static IEnumerable<Type> ReferencedBy(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var found = new HashSet<Type>();
        Add(type.BaseType);
        foreach (var implemented in type.GetInterfaces())
            Add(implemented);
        foreach (var field in type.GetFields(All))
            Add(field.FieldType);
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            Add((method as MethodInfo)?.ReturnType);
            foreach (var parameter in method.GetParameters())
                Add(parameter.ParameterType);
            if (method.GetMethodBody() is { } body)
            {
                foreach (var local in body.LocalVariables)
                    Add(local.LocalType);
                foreach (var member in MembersIn(method, body))
                    Add(member as Type ?? member.DeclaringType);
            }
        }

        return found;

        void Add(Type? other)
        {
            if (other is null || other.IsGenericParameter || !found.Add(other))
                return;
            if (other.HasElementType)
                Add(other.GetElementType());
            if (other.IsGenericType)
            {
                Add(other.GetGenericTypeDefinition());
                foreach (var argument in other.GetGenericArguments())
                    Add(argument);
            }
        }
    }

    private static IEnumerable<MemberInfo> MembersIn(MethodBase method, MethodBody body)
    {
        var code = body.GetILAsByteArray()!;
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is var first && first == 0xfe ? unchecked((short)(0xfe00 | code[at++])) : first;
            var operand = OpCodes[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
