using System.Runtime.CompilerServices;
using System.Text.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>
/// Prices an operation before it runs, by the directives of IBM's GraphQL Cost Directives specification: <c>@cost</c> and <c>@listSize</c>.
/// The price is an upper bound for lists as long as they are said to be. Thread-safe.
/// </summary>
/// <remarks>
/// The price of a field is its weight, and the weights of its arguments with every input object in them, and for each object that it returns
/// the weight of the type and the price of what is selected below. Where the specification leaves a choice:
/// <list type="bullet">
/// <item>Field cost and type cost are one sum. Weights are whole numbers, not negative; composite fields, objects and input objects weigh 1
/// unless stated, scalars and enums 0.</item>
/// <item>A list that nothing is said about has <see cref="DefaultListSize"/> items.</item>
/// <item>A slicing argument may be a list: its length counts.</item>
/// <item>A sized field that is no list costs its own weight once for each item: work for many that returns one sum.</item>
/// <item>Alternatives (fragments on different types, fields that are merged) are added up.</item>
/// </list>
/// Numbers stop at <see cref="int.MaxValue"/>.
/// </remarks>
public sealed class CostAnalyzer
{
    public const int DefaultListSize = 10;

    private readonly Schema _schema;
    private readonly Dictionary<OutputField, FieldPrice> _fields = [];
    private readonly Dictionary<InputValue, int> _inputs = [];

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
        _fields.Add(field, FieldPrice.Of(field));
        foreach (var argument in field.Arguments) Add(argument, $"{field}({argument.Name}:)");
    }

    private void Add(InputValue input, string coordinate) =>
        _inputs.Add(input, CostDirectives.Weight(input.AppliedDirectives, coordinate) ?? (input.Type.Named is InputObjectType ? 1 : 0));

    /// <summary>How many items a field has told the fields below it to expect.</summary>
    private readonly record struct Told(FieldPrice? By, int Size)
    {
        public int? For(OutputField field) => By is not null && By.SizedFields.Contains(field.Name) ? Size : null;
    }

    private sealed class Pass(CostAnalyzer analyzer, DocumentNode document, OperationDefinitionNode operation, JsonElement? variables)
    {
        // Most operations have neither fragments nor variables.
        private Dictionary<string, FragmentDefinitionNode>? _fragments;
        private Dictionary<(FragmentDefinitionNode, Told), int>? _known;
        private Dictionary<(string, InputValue), int>? _knownVariables;

        public int Run() => Price(operation.SelectionSet, analyzer._schema.RootType(operation.Operation)!, default);

        private int Price(SelectionSetNode set, NamedType parent, Told told)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            var price = 0;
            foreach (var selection in set.Selections)
            {
                if (!IsIncluded(selection)) continue;
                price = Add(price, selection switch
                {
                    FieldNode field => Price(field, analyzer._schema.FindField(parent, field.Name.Value)!, told),
                    InlineFragmentNode { TypeCondition: { } condition } inline =>
                        Price(inline.SelectionSet, analyzer._schema.FindType(condition.Name.Value)!, told),
                    InlineFragmentNode inline => Price(inline.SelectionSet, parent, told),
                    FragmentSpreadNode spread => Price(FragmentOf(spread), told),
                    _ => 0,
                });
            }

            return price;
        }

        private int Price(FragmentDefinitionNode fragment, Told told)
        {
            _known ??= [];
            if (_known.TryGetValue((fragment, told), out var price)) return price;
            price = Price(fragment.SelectionSet, analyzer._schema.FindType(fragment.TypeCondition.Name.Value)!, told);
            _known.Add((fragment, told), price);
            return price;
        }

        private FragmentDefinitionNode FragmentOf(FragmentSpreadNode spread)
        {
            _fragments ??= document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name.Value);
            return _fragments[spread.Name.Value];
        }

        private int Price(FieldNode node, OutputField field, Told told)
        {
            var own = analyzer._fields[field];
            var weight = own.Weight;
            foreach (var argument in node.Arguments)
                if (field.FindArgument(argument.Name.Value) is { } definition)
                    weight = Add(weight, InputPrice(definition, argument.Value));

            var size = own.Listing is null && !own.IsList ? 1 : SizeOf(node, field, own);
            var count = told.For(field);
            if (!own.IsList)
            {
                if (count is { } times) weight = Multiply(weight, times);
                count = 1;
            }

            var items = Multiply(count ?? size, own.InnerSize);
            var below = node.SelectionSet is { } set ? Price(set, field.Type.Named, new Told(own, size)) : 0;
            return Add(weight, Multiply(items, Add(own.TypeWeight, below)));
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

        private int InputPrice(InputValue definition, ValueNode value)
        {
            if (value is not VariableNode variable) return Add(analyzer._inputs[definition], Objects(definition, value));
            var key = (variable.Name.Value, definition);
            _knownVariables ??= [];
            if (_knownVariables.TryGetValue(key, out var price)) return price;
            price = analyzer._inputs[definition];
            if (Given(key.Value) is { } json) price = Add(price, Objects(definition, json));
            else if (DefaultOf(key.Value) is { } literal) price = Add(price, Objects(definition, literal));
            _knownVariables.Add(key, price);
            return price;
        }

        /// <summary>The fields given in the input objects of a value, and the objects of its lists after the first.</summary>
        private int Objects(InputValue definition, ValueNode value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (value)
            {
                case ListValueNode list:
                    var items = Beyond(definition, list.Values.Count);
                    foreach (var item in list.Values) items = Add(items, Objects(definition, item));
                    return items;
                case ObjectValueNode obj when definition.Type.Named is InputObjectType input:
                    var price = 0;
                    foreach (var field in obj.Fields)
                        if (input.FindField(field.Name.Value) is { } known)
                            price = Add(price, InputPrice(known, field.Value));
                    return price;
                default:
                    return 0;
            }
        }

        private int Objects(InputValue definition, JsonElement value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            switch (value.ValueKind)
            {
                case JsonValueKind.Array:
                    var items = Beyond(definition, value.GetArrayLength());
                    foreach (var item in value.EnumerateArray()) items = Add(items, Objects(definition, item));
                    return items;
                case JsonValueKind.Object when definition.Type.Named is InputObjectType input:
                    var price = 0;
                    foreach (var property in value.EnumerateObject())
                        if (JsonText.IndexOf(input.Fields, property) is >= 0 and var index)
                            price = Add(price, Add(analyzer._inputs[input.Fields[index]], Objects(input.Fields[index], property.Value)));
                    return price;
                default:
                    return 0;
            }
        }

        // The weight of the argument or field pays for one item.
        private int Beyond(InputValue definition, int count) => count > 1 ? Multiply(count - 1, analyzer._inputs[definition]) : 0;

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

        private static int Add(int a, int b) => (int)Math.Min((long)a + b, int.MaxValue);

        private static int Multiply(int a, int b) => (int)Math.Min((long)a * b, int.MaxValue);
    }
}
