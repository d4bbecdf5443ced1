using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>
/// A cursor: opaque to clients; to us the key of a row, and where in the list it stood. The key finds the row when the list is fetched anew,
/// the place stands in for it when the row is gone.
/// </summary>
internal readonly record struct Cursor(string List, int Index, string Key)
{
    private const string Version = "c1";

    // Longer than any that the graph writes: all that goes into one is bounded.
    private const int MaxLength = 16_384;

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}|{List}|{Index}|{Key}")));

    /// <param name="argument">The name of the argument, for the error.</param>
    public static Cursor Read(string text, string argument)
    {
        var isRead = text.Length <= MaxLength && Base64Url.IsValid(text);
        var parts = isRead ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|', 4) : [];
        return parts is [Version, var list, var index, var key] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? new Cursor(list, place, key)
            : throw Wrong(text, argument);
    }

    public static GraphQLException Wrong(string text, string argument) =>
        new($"{argument} is {Quoted.Of(text)}, which is no cursor of this list.", GatewayErrorCodes.InvalidCursor);
}
