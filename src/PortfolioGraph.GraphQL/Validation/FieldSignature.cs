using System.Text;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Validation;

/// <summary>What two fields must have in common to be merged, as text (spec section 5.3.2).</summary>
internal static class FieldSignature
{
    public static string Of(FieldNode field)
    {
        if (field.Arguments.Count == 0) return field.Name.Value;
        var text = new StringBuilder(field.Name.Value);
        text.Append('(');
        foreach (var argument in field.Arguments.OrderBy(a => a.Name.Value, StringComparer.Ordinal))
        {
            text.Append(argument.Name.Value).Append(':');
            Write(text, argument.Value);
            text.Append(',');
        }

        return text.Append(')').ToString();
    }

    private static void Write(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                text.Append('[');
                foreach (var item in list.Values)
                {
                    Write(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case ObjectValueNode obj:
                text.Append('{');
                foreach (var field in obj.Fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal))
                {
                    text.Append(field.Name.Value).Append(':');
                    Write(text, field.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            default:
                text.Append(SyntaxPrinter.Print(value));
                break;
        }
    }
}
