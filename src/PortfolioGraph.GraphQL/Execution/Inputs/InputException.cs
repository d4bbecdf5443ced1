using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Execution.Inputs;

/// <summary>A value inside a variable that does not fit its type.</summary>
/// <param name="path">Where it is.</param>
/// <param name="value">As it came; null where it is not to be shown.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="cause">What its reader said.</param>
internal sealed class InputException(InputPath path, string? value, string reason, GraphQLException? cause = null)
    : GraphQLException(reason, cause?.Code ?? ErrorCodes.BadUserInput, cause)
{
    public string MessageFor(string variable)
    {
        var shown = value is null ? string.Empty : $" {MessageText.Cut(value, MessageText.MaxLength)}";
        return path.IsVariable
            ? $"Variable \"${variable}\" got invalid value{shown}; {Message}"
            : $"Variable \"${variable}\" got invalid value{shown} at \"{path}\"; {Message}";
    }
}
