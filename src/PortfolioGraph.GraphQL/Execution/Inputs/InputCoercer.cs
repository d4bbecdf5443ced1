using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution.Binding;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>Turns JSON values and literals into runtime values of an input type (spec sections 3.10, 6.1.2 and 6.4.1).</summary>
internal sealed class InputCoercer(BoundSchema schema)
{
    // Of each variable the first error counts, so that what is wrong a thousand times in a list is told once.
    private const int MaxErrors = 50;

    /// <summary>The variables of an operation; throws the first <see cref="VariableErrorsException"/> with all that is wrong.</summary>
    public VariableValues CoerceVariables(DocumentNode document, OperationDefinitionNode operation, JsonElement? given)
    {
        if (operation.VariableDefinitions.Count == 0) return VariableValues.None;
        var values = new Dictionary<string, object?>();
        var errors = new List<GraphQLError>();
        foreach (var definition in operation.VariableDefinitions)
        {
            if (errors.Count == MaxErrors)
            {
                errors.Add(new GraphQLError("Too many errors in variables: the rest is not shown.", [], ErrorCodes.BadUserInput));
                break;
            }

            var name = definition.Variable.Name.Value;
            var type = schema.Schema.TypeFromSyntax(definition.Type)!;
            var value = given is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var found) ? found : (JsonElement?)null;
            if (value is null)
            {
                if (definition.DefaultValue is { } defaultValue)
                {
                    try
                    {
                        values[name] = FromLiteral(type, defaultValue, VariableValues.None);
                    }
                    catch (GraphQLException e)
                    {
                        errors.Add(GraphQLError.At($"Variable \"${name}\" got an invalid default value; {e.Message}", e.Code, document, definition));
                    }
                }
                else if (type is NonNullType)
                {
                    errors.Add(GraphQLError.At($"Variable \"${name}\" of required type \"{type}\" was not provided.", ErrorCodes.BadUserInput, document, definition));
                }

                continue;
            }

            if (value.Value.ValueKind == JsonValueKind.Null && type is NonNullType)
            {
                errors.Add(GraphQLError.At($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", ErrorCodes.BadUserInput, document, definition));
                continue;
            }

            try
            {
                values[name] = FromJson(type, value.Value, new InputPath(null, name), null);
            }
            catch (InputException e)
            {
                errors.Add(GraphQLError.At(e.MessageFor(name), e.Code, document, definition) with { Extensions = e.Extensions });
            }
        }

        return errors.Count == 0 ? new VariableValues(values) : throw new VariableErrorsException(errors);
    }

    /// <summary>The arguments of a field (spec section 6.4.1). Throws <see cref="GraphQLException"/>.</summary>
    public InputObject CoerceArguments(OutputField field, IReadOnlyList<ArgumentNode> nodes, VariableValues variables)
    {
        var values = new object?[field.Arguments.Count];
        for (var i = 0; i < values.Length; i++) values[i] = CoerceArgument(field.Arguments[i], nodes, variables);
        return new InputObject(field, field.Arguments, values);
    }

    private object? CoerceArgument(InputValue argument, IReadOnlyList<ArgumentNode> nodes, VariableValues variables)
    {
        var literal = FindArgument(nodes, argument.Name)?.Value;
        if (literal is VariableNode variable)
        {
            if (variables.TryGet(variable.Name.Value, out var value))
            {
                return value is null && argument.Type is NonNullType
                    ? throw new ArgumentValueException(
                        $"Argument \"{argument.Name}\" of non-null type \"{argument.Type}\" must not be null.", ErrorCodes.BadUserInput, variable)
                    : value;
            }

            literal = null;
        }

        if (literal is null)
        {
            return argument.IsRequired
                ? throw new GraphQLException($"Argument \"{argument.Name}\" of required type \"{argument.Type}\" was not provided.", ErrorCodes.BadUserInput)
                : DefaultOf(argument);
        }

        try
        {
            return FromLiteral(argument.Type, literal, variables);
        }
        catch (GraphQLException e)
        {
            throw new ArgumentValueException($"Argument \"{argument.Name}\" has invalid value; {e.Message}", e.Code, literal, e) { Extensions = e.Extensions };
        }
    }

    private static ArgumentNode? FindArgument(IReadOnlyList<ArgumentNode> nodes, string name)
    {
        foreach (var node in nodes)
            if (node.Name.Value == name)
                return node;
        return null;
    }

    private object? FromLiteral(GraphQLType type, ValueNode literal, VariableValues variables)
    {
        if (literal is VariableNode variable)
        {
            variables.TryGet(variable.Name.Value, out var value);
            return value is null && type is NonNullType
                ? throw new GraphQLException($"Expected value of non-null type \"{type}\" not to be null.", ErrorCodes.BadUserInput)
                : value;
        }

        switch (type)
        {
            case NonNullType nonNull:
                return FromLiteral(nonNull.OfType, literal, variables)
                    ?? throw new GraphQLException($"Expected value of non-null type \"{type}\" not to be null.", ErrorCodes.BadUserInput);
            case var _ when literal is NullValueNode:
                return null;
            case ListType list:
                if (literal is not ListValueNode items) return new[] { FromLiteral(list.OfType, literal, variables) };
                var values = new object?[items.Values.Count];
                for (var i = 0; i < values.Length; i++) values[i] = FromLiteral(list.OfType, items.Values[i], variables);
                return values;
            case InputObjectType input when literal is ObjectValueNode obj:
                return schema.InputFrom(input, FromFields(input, obj, variables));
            case EnumType enumType when literal is EnumValueNode name && enumType.FindValue(name.Value) is not null:
                return schema.EnumFromName(enumType, name.Value);
            case ScalarType scalar:
                if (ReferenceEquals(scalar.Coercion, ScalarCoercion.Any))
                {
                    return AnyScalarCoercion.ToJson(literal, v => variables.TryGet(v, out var value) ? ToJson(value) : (JsonElement?)null);
                }

                return scalar.Coercion.TryCoerce(literal, out var coerced, out var reason)
                    ? coerced
                    : throw new GraphQLException(scalar.Coercion.Refusal(type, ValueText.Of(literal), reason), ErrorCodes.BadUserInput);
            default:
                throw new GraphQLException($"Expected value of type \"{type}\", found {ValueText.Of(literal)}.", ErrorCodes.BadUserInput);
        }
    }

    private object? FromJson(GraphQLType type, JsonElement value, InputPath path, GraphQLType? outer)
    {
        switch (type)
        {
            case NonNullType nonNull:
                return value.ValueKind == JsonValueKind.Null
                    ? throw new InputException(path, "null", $"Expected non-nullable type \"{type}\" not to be null.")
                    : FromJson(nonNull.OfType, value, path, type);
            case var _ when value.ValueKind == JsonValueKind.Null:
                return null;
            case ListType list:
                if (value.ValueKind != JsonValueKind.Array) return new[] { FromJson(list.OfType, value, path, null) };
                var values = new object?[value.GetArrayLength()];
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    values[index] = FromJson(list.OfType, item, new InputPath(path, null, index), null);
                    index++;
                }

                return values;
            case InputObjectType input:
                if (value.ValueKind != JsonValueKind.Object)
                {
                    throw new InputException(path, value.GetRawText(), $"Expected type \"{input}\" to be an object.");
                }

                InputObject fields;
                try
                {
                    fields = FromFields(input, value, path);
                }
                catch (GraphQLException e) when (e is not InputException)
                {
                    throw new InputException(path, value.GetRawText(), e.Message, e);
                }

                try
                {
                    return schema.InputFrom(input, fields);
                }
                catch (GraphQLException e)
                {
                    // What a reader refuses it names itself, or keeps to itself: it may be a secret in the wrong place.
                    throw new InputException(path, null, e.Message, e);
                }

            case EnumType enumType:
                return value.ValueKind == JsonValueKind.String && enumType.FindValue(JsonText.Of(value)) is { } known
                    ? schema.EnumFromName(enumType, known.Name)
                    : throw new InputException(path, value.GetRawText(), value.ValueKind == JsonValueKind.String
                        ? $"Value {ValueText.Of(value)} does not exist in \"{enumType}\" enum."
                        : $"Enum \"{enumType}\" cannot represent non-string value: {ValueText.Of(value)}.");
            case ScalarType scalar:
                return scalar.Coercion.TryCoerce(value, out var result, out var reason)
                    ? result
                    : throw new InputException(path, scalar.Coercion.MayShow(value.GetRawText()) ? value.GetRawText() : null, $"Expected type \"{outer ?? type}\". {reason}");
            default:
                throw new InvalidOperationException($"{type} is no input type.");
        }
    }

    private InputObject FromFields(InputObjectType type, ObjectValueNode literal, VariableValues variables)
    {
        var values = new object?[type.Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            var given = literal.Fields.FirstOrDefault(f => f.Name.Value == field.Name)?.Value;
            values[i] = given is null || (given is VariableNode variable && !variables.TryGet(variable.Name.Value, out _))
                ? DefaultOf(type, field)
                : FromLiteral(field.Type, given, variables);
        }

        return Checked(type, values);
    }

    private InputObject FromFields(InputObjectType type, JsonElement json, InputPath path)
    {
        // What is no field is told before anything about the values of those that are.
        var given = new JsonElement[type.Fields.Count];
        foreach (var property in json.EnumerateObject())
        {
            var index = JsonText.IndexOf(type.Fields, property);
            if (index < 0) throw new GraphQLException($"Field \"{MessageText.Of(JsonText.NameOf(property))}\" is not defined by type \"{type}\".", ErrorCodes.BadUserInput);
            given[index] = property.Value;
        }

        var values = new object?[given.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            values[i] = given[i].ValueKind == JsonValueKind.Undefined ? DefaultOf(type, field) : FromJson(field.Type, given[i], new InputPath(path, field.Name), null);
        }

        return Checked(type, values);
    }

    private object? DefaultOf(InputObjectType type, InputValue field) => field.IsRequired
        ? throw new GraphQLException($"Field \"{type}.{field.Name}\" of required type \"{field.Type}\" was not provided.", ErrorCodes.BadUserInput)
        : DefaultOf(field);

    private object? DefaultOf(InputValue input) =>
        input.DefaultValue is { } defaultValue ? FromLiteral(input.Type, defaultValue, VariableValues.None) : InputObject.NotGiven;

    private static InputObject Checked(InputObjectType type, object?[] values)
    {
        var input = new InputObject(type, type.Fields, values);
        if (!type.IsOneOf) return input;
        var given = values.Count(value => !ReferenceEquals(value, InputObject.NotGiven));
        if (given != 1)
            throw new GraphQLException(
                $"Exactly one key must be specified for OneOf type \"{type}\"{(given == 0 ? string.Empty : $", found {string.Join(", ", input.Values.Select(v => v.Key))}")}.",
                ErrorCodes.BadUserInput);
        if (values.Contains(null))
            throw new GraphQLException($"Field \"{input.Values.Single().Key}\" of OneOf type \"{type}\" must be non-null.", ErrorCodes.BadUserInput);
        return input;
    }

    // A variable inside the literal of a scalar that takes anything: its coerced value as JSON.
    private JsonElement ToJson(object? value)
    {
        using var writer = new Utf8ResponseWriter();
        InputJson.Write(writer, value, schema.EnumName);
        using var document = JsonDocument.Parse(writer.WrittenMemory, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.Clone();
    }
}
