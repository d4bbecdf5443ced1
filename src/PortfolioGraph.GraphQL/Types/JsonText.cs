using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PortfolioGraph.GraphQL.Types;

/// <summary>JSON strings as they are, surrogates without their other half included: JSON can escape them, and <see cref="JsonElement.GetString"/> refuses them.</summary>
public static class JsonText
{
    /// <summary>The text of a JSON string.</summary>
    public static string Of(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException) when (value.ValueKind == JsonValueKind.String)
        {
            return Unescape(value.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <summary>The name of a JSON property.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property)));
        }
    }

    /// <summary>The place of the field that a JSON property gives; -1 for none of them.</summary>
    internal static int IndexOf(IReadOnlyList<InputValue> fields, JsonProperty property)
    {
        // Names of fields are ASCII: no text is made of the property's.
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (name.Contains((byte)'\\')) name = Encoding.UTF8.GetBytes(NameOf(property));
        for (var i = 0; i < fields.Count; i++)
            if (Ascii.Equals(name, fields[i].Name))
                return i;
        return -1;
    }

    private static string Unescape(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var other => other,
            });
            if (raw[i] == 'u') i += 4;
        }

        return text.ToString();
    }
}
