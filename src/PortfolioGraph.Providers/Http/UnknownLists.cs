using System.Text.Json;

namespace PortfolioGraph.Providers.Http;

/// <summary>
/// Tells a list that is not there because it is empty from one that came under a name that is not known. Providers leave empty lists out; but what
/// lies under another name would be lost without a word.
/// </summary>
internal static class UnknownLists
{
    /// <summary>Whether an object, or one of an array of objects, has a list that is not empty under none of the names.</summary>
    /// <param name="json">Valid JSON.</param>
    /// <param name="member">The name of the member that the object is; empty for the whole.</param>
    /// <param name="known">The names that are read.</param>
    public static bool AreIn(ReadOnlySpan<byte> json, ReadOnlySpan<byte> member, params ReadOnlySpan<string> known)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (!member.IsEmpty && reader.Read())
        {
            var isIt = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(member);
            if (isIt && reader.Read())
                break;
        }
        var depth = reader.CurrentDepth;
        var members = depth + (reader.TokenType == JsonTokenType.StartArray ? 2 : 1);
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != members)
                continue;
            var isKnown = false;
            foreach (var name in known)
                isKnown |= reader.ValueTextEquals(name);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray && !isKnown && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                return true;
        }
        return false;
    }
}
