using System.Buffers.Text;
using System.Text;
using PortfolioGraph.GraphQL;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>A cursor: opaque to clients, the key of a row to us, so that it still points at the row when the list is fetched anew.</summary>
internal static class Cursor
{
    private const string Prefix = "c1|";

    public static string Of(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + key));

    public static string Read(string cursor)
    {
        var text = cursor.Length <= 4096 && Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)) : string.Empty;
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            ? text[Prefix.Length..]
            : throw new GraphQLException($"after is \"{cursor}\", which is no cursor of this list.", GatewayErrorCodes.InvalidCursor);
    }
}
