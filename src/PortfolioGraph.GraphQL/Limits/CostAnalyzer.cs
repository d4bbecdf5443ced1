using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>
/// Prices an operation before it runs, by the directives of IBM's GraphQL Cost Directives specification, <c>@cost</c> and <c>@listSize</c>, and
/// by <c>@calls</c>. The price is an upper bound for lists as long as they are said to be. Thread-safe.
/// </summary>
/// <remarks>
/// The price of a field is its weight, and the weights of its arguments with every value in them, and for each object that it returns
/// the weight of the type and the price of what is selected below. Where the specification leaves a choice:
/// <list type="bullet">
/// <item>Field cost and type cost are one sum. Weights are whole numbers, not negative; composite fields, objects and input objects weigh 1
/// unless stated, scalars and enums a tenth, as do 100 characters of text that a client sends and every 32 of a response key. The sum is cut to a whole
/// number.</item>
/// <item>A list that nothing is said about has <see cref="DefaultListSize"/> items.</item>
/// <item>A slicing argument may be a list: its length counts.</item>
/// <item>A sized field that is no list costs its own weight once for each item: work for many that returns one sum.</item>
/// <item>Alternatives (fragments on different types, fields that are merged) are added up.</item>
/// <item><c>@calls</c> names kinds of calls to others that a field needs and shares: all that is selected below one root field needs each kind
/// once for each item of the root field, the calls of <c>once</c> once for the whole operation. A call weighs <see cref="CallWeight"/>.</item>
/// </list>
/// Numbers stop at <see cref="int.MaxValue"/>.
/// </remarks>
public sealed class CostAnalyzer
{
    public const int DefaultListSize = 10;

    /// <summary>What a call weighs that a <c>@calls</c> names.</summary>
    public const int CallWeight = 1_000;

    /// <summary>Prices are counted in these parts of one.</summary>
    internal const int Parts = 10;

    private const long Most = (long)int.MaxValue * Parts;
    private const int CharactersAPart = 100;
    private const int KeyCharactersAPart = 32;

    private readonly Schema _schema;
    private readonly Dictionary<OutputField, FieldPrice> _fields = [];
    private readonly Dictionary<InputValue, long> _inputs = [];
    private readonly SharedCalls _calls = new();

    /// <exception cref="ArgumentException">A directive of the schema is not as it must be; the message names the coordinate.</exception>
    public CostAnalyzer(Schema schema)
    {
        _schema = schema;
        foreach (var type in schema.Types)
        {
            switch (type)
            {
                case ComplexType complex:
                    foreach (var field in complex.Fields) Add(field);
                    break;
                case InputObjectType input:
                    foreach (var field in input.Fields) Add(field, $"{input.Name}.{field.Name}");
                    break;
                default: break;
            }
        }

        Add(schema.MetaFields.Schema);
        Add(schema.MetaFields.Type);
        Add(schema.MetaFields.TypeName);
    }

    /// <summary>The price of an operation of a valid document.</summary>
    /// <param name="variables">A JSON object by variable name; what is left out has its default.</param>
    /// <exception cref="GraphQLException">A field needs exactly one of its slicing arguments, and has none or several.</exception>
    public int Analyze(DocumentNode document, OperationDefinitionNode operation, JsonElement? variables) =>
        new Pass(this, document, operation, variables).Run();

    private void Add(OutputField field)
    {
        _fields.Add(field, FieldPrice.Of(field, _calls));
        foreach (var argument in field.Arguments) Add(argument, $"{field}({argument.Name}:)");
    }

    private void Add(InputValue input, string coordinate) => _inputs.Add(
        input, CostDirectives.Weight(input.AppliedDirectives, coordinate) is { } weight ? weight * (long)Parts : input.Type.Named is InputObjectType ? Parts : 1);

    private static long Plus(long a, long b) => Math.Min(a + b, Most);

    private static long Times(long a, long b) => a != 0 && b > Most / a ? Most : a * b;

    /// <summary>How many items a field has told the fields below it to expect.</summary>
    private readonly record struct Told(FieldPrice? By, int Size)
    {
        public int? For(OutputField field) => By is not null && By.SizedFields.Contains(field.Name) ? Size : null;
    }

    /// <summary>A price, and the kinds of calls that are to be counted further up.</summary>
    private readonly record struct Price(long Weight, ulong Calls)
    {
        public Price And(Price other) => new(Plus(Weight, other.Weight), Calls | other.Calls);
    }

    private sealed class Pass(CostAnalyzer analyzer, DocumentNode document, OperationDefinitionNode operation, JsonElement? variables)
    {
        private readonly NamedType _root = analyzer._schema.RootType(operation.Operation)!;

        // Most operations have neither fragments nor variables.
        private Dictionary<string, FragmentDefinitionNode>? _fragments;
        private Dictionary<(FragmentDefinitionNode, Told), Price>? _known;
        private Dictionary<(string, InputValue), long>? _knownVariables;

        public int Run()
        {
            var (weight, calls) = PriceOf(operation.SelectionSet, _root, default);
            return (int)(Plus(weight, analyzer._calls.Once(calls) * (long)CallWeight * Parts) / Parts);
        }

        private Price PriceOf(SelectionSetNode set, NamedType parent, Told told)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var price = default(Price);
            foreach (var selection in set.Selections)
            {
                if (!IsIncluded(selection)) continue;
                price = price.And(selection switch
                {
                    FieldNode field => PriceOf(field, parent, told),
                    InlineFragmentNode { TypeCondition: { } condition } inline =>
                        PriceOf(inline.SelectionSet, analyzer._schema.FindType(condition.Name.Value)!, told),
                    InlineFragmentNode inline => PriceOf(inline.SelectionSet, parent, told),
                    FragmentSpreadNode spread => PriceOf(FragmentOf(spread), told),
                    _ => default,
                });
            }

            return price;
        }

        private Price PriceOf(FragmentDefinitionNode fragment, Told told)
        {
            _known ??= [];
            if (_known.TryGetValue((fragment, told), out var price)) return price;
            price = PriceOf(fragment.SelectionSet, analyzer._schema.FindType(fragment.TypeCondition.Name.Value)!, told);
            _known.Add((fragment, told), price);
            return price;
        }

        private FragmentDefinitionNode FragmentOf(FragmentSpreadNode spread)
        {
            _fragments ??= document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value);
            return _fragments[spread.Name.Value];
        }

        private Price PriceOf(FieldNode node, NamedType parent, Told told)
        {
            var field = analyzer._schema.FindField(parent, node.Name.Value)!;
            var own = analyzer._fields[field];

            // A long alias is written with each value.
            var weight = own.Weight + (node.ResponseKey.Length / KeyCharactersAPart);
            foreach (var argument in node.Arguments)
                if (field.FindArgument(argument.Name.Value) is { } definition)
                    weight = Plus(weight, InputPrice(definition, argument.Value));

            var size = own.Listing is null && !own.IsList ? 1 : SizeOf(node, field, own);
            var count = told.For(field);
            if (!own.IsList)
            {
                if (count is { } times) weight = Times(weight, times);
                count = 1;
            }

            var items = Times(count ?? size, own.InnerSize);
            var below = node.SelectionSet is { } set ? PriceOf(set, field.Type.Named, new Told(own, size)) : default;
            var price = Plus(weight, Times(items, Plus(own.TypeWeight, below.Weight)));
            var calls = below.Calls | own.Calls;
            if (calls == 0 || !ReferenceEquals(parent, _root)) return new Price(price, calls);

            // What lies below shares its calls, as many as there are items here.
            price = Plus(price, Times(Times(size, analyzer._calls.EachItem(calls)), (long)CallWeight * Parts));
            return new Price(price, calls);
        }

        private int SizeOf(FieldNode node, OutputField field, FieldPrice own)
        {
            if (own.Listing is not { } listing) return DefaultListSize;
            int? size = null;
            var given = 0;
            foreach (var name in listing.SlicingArguments)
            {
                if (SliceOf(node, field.FindArgument(name)!) is not { } slice) continue;
                given++;
                size = Math.Max(size ?? 0, slice);
            }

            if (listing.RequiresOneSlicingArgument && given != 1)
            {
                throw new GraphQLException(
                    $"Field \"{field}\" needs exactly one of the arguments {string.Join(", ", listing.SlicingArguments.Select(a => $"\"{a}\""))}.", ErrorCodes.Validation);
            }

            return size ?? listing.AssumedSize ?? DefaultListSize;
        }

        private int? SliceOf(FieldNode node, InputValue argument)
        {
            var literal = node.Arguments.FirstOrDefault(a => a.Name.Value == argument.Name)?.Value;
            if (literal is VariableNode variable)
            {
                if (Given(variable.Name.Value) is { } json) return Slice(json);
                literal = DefaultOf(variable.Name.Value);
            }

            return (literal ?? argument.DefaultValue) switch
            {
                null or NullValueNode => null,
                IntValueNode number => int.TryParse(number.Value, out var value) ? Math.Max(0, value) : int.MaxValue,
                ListValueNode list => list.Values.Count,
                _ => 1,
            };
        }

        private static int? Slice(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => json.TryGetInt32(out var value) ? Math.Max(0, value) : int.MaxValue,
            JsonValueKind.Array => json.GetArrayLength(),
            _ => 1,
        };

        private long InputPrice(InputValue definition, ValueNode value) =>
            value is VariableNode variable ? VariablePrice(definition, variable) : Plus(analyzer._inputs[definition], Within(definition, value));

        private long VariablePrice(InputValue definition, VariableNode variable)
        {
            var key = (variable.Name.Value, definition);
            _knownVariables ??= [];
            if (_knownVariables.TryGetValue(key, out var price)) return price;
            price = analyzer._inputs[definition];
            if (Given(variable.Name.Value) is { } json) price = Plus(price, Within(definition, json));
            else if (DefaultOf(variable.Name.Value) is { } literal) price = Plus(price, Within(definition, literal));
            _knownVariables.Add(key, price);
            return price;
        }

        /// <summary>The fields given in the input objects of a value, the items of its lists after the first, and its texts.</summary>
        private long Within(InputValue definition, ValueNode value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (value)
            {
                case ListValueNode list:
                    var items = Beyond(definition, list.Values.Count);

                    // A variable costs what is in it, each time that it is used.
                    foreach (var item in list.Values)
                    {
                        items = Plus(items, item is VariableNode variable
                            ? VariablePrice(definition, variable) - analyzer._inputs[definition]
                            : Within(definition, item));
                    }

                    return items;
                case ObjectValueNode obj when definition.Type.Named is InputObjectType input:
                    var price = 0L;
                    foreach (var field in obj.Fields)
                        if (input.FindField(field.Name.Value) is { } known)
                            price = Plus(price, InputPrice(known, field.Value));
                    return price;
                case StringValueNode text:
                    return text.Value.Length / CharactersAPart;
                default:
                    return 0;
            }
        }

        private long Within(InputValue definition, JsonElement value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (value.ValueKind)
            {
                case JsonValueKind.Array:
                    var items = Beyond(definition, value.GetArrayLength());
                    foreach (var item in value.EnumerateArray()) items = Plus(items, Within(definition, item));
                    return items;
                case JsonValueKind.Object when definition.Type.Named is InputObjectType input:
                    var price = 0L;
                    foreach (var property in value.EnumerateObject())
                        if (JsonText.IndexOf(input.Fields, property) is >= 0 and var index)
                            price = Plus(price, Plus(analyzer._inputs[input.Fields[index]], Within(input.Fields[index], property.Value)));
                    return price;
                case JsonValueKind.String:
                    return JsonMarshal.GetRawUtf8Value(value).Length / CharactersAPart;
                default:
                    return 0;
            }
        }

        // The weight of the argument or field pays for one item.
        private long Beyond(InputValue definition, int count) => count > 1 ? Times(count - 1, analyzer._inputs[definition]) : 0;

        private bool IsIncluded(SelectionNode selection)
        {
            foreach (var directive in selection.Directives)
            {
                var skips = directive.Name.Value == "skip";
                if (!skips && directive.Name.Value != "include") continue;
                var isTrue = directive.Arguments[0].Value switch
                {
                    BooleanValueNode constant => constant.Value,
                    VariableNode variable => Given(variable.Name.Value) is { } json
                        ? json.ValueKind == JsonValueKind.True
                        : DefaultOf(variable.Name.Value) is BooleanValueNode { Value: true },
                    _ => !skips,
                };
                if (isTrue == skips) return false;
            }

            return true;
        }

        private JsonElement? Given(string variable) =>
            variables is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(variable, out var value) ? value : null;

        private ValueNode? DefaultOf(string variable) =>
            operation.VariableDefinitions.FirstOrDefault(v => v.Variable.Name.Value == variable)?.DefaultValue;
    }
}
