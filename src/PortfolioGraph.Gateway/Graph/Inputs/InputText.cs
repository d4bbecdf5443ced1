using PortfolioGraph.Gateway.Errors;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.Gateway.Graph.Inputs;

/// <summary>
/// Texts that callers name things by (accounts, users, investments, pools): of bounded length, as they come back in ids and messages.
/// </summary>
internal static class InputText
{
    public const int Longest = 256;

    /// <exception cref="GraphQLException">It is too long.</exception>
    public static string? Read(string field, string? text) => text is { Length: > Longest }
        ? throw new GraphQLException(
            $"{field} is {Quoted.Of(text)}, of {text.Length} characters; it can have {Longest} at most.", GatewayErrorCodes.InvalidArgument)
        : text;

    /// <exception cref="GraphQLException">It is too long, or nothing can be seen in it.</exception>
    public static string ReadNotBlank(string field, string text) => string.IsNullOrWhiteSpace(text)
        ? throw new GraphQLException($"{field} is {Quoted.Of(text)}; it must not be blank.", GatewayErrorCodes.InvalidArgument)
        : Read(field, text)!;
}
