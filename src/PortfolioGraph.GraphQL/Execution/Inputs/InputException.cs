namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>A value inside a variable that does not fit its type.</summary>
internal sealed class InputException(string path, string value, string reason, GraphQLException? cause = null)
    : GraphQLException(reason, cause?.Code ?? ErrorCodes.BadUserInput, cause)
{
    public string MessageFor(string variable) => path == variable
        ? $"Variable \"${variable}\" got invalid value {InputCoercer.Shorten(value)}; {Message}"
        : $"Variable \"${variable}\" got invalid value {InputCoercer.Shorten(value)} at \"{path}\"; {Message}";
}
