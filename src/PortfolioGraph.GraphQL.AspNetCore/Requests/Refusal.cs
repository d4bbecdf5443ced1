using Microsoft.AspNetCore.Http;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.AspNetCore.Requests;

/// <summary>Why an HTTP request is not executed.</summary>
/// <param name="Status">The status code of the draft; <see cref="GraphQLStatusMap"/> has the last word.</param>
/// <param name="Message">For the client.</param>
/// <param name="Code">The value of <c>extensions.code</c>.</param>
internal sealed record Refusal(int Status, string Message, string Code = ErrorCodes.BadRequest)
{
    /// <summary>The methods for the <c>Allow</c> header of a 405.</summary>
    public string? Allow { get; init; }

    /// <summary>A body, or a parameter that holds JSON, that does not parse.</summary>
    public static Refusal NotJson(string message) => new(StatusCodes.Status400BadRequest, message);

    /// <summary>Valid JSON that is not a well-formed GraphQL request.</summary>
    public static Refusal NotARequest(string message) => new(StatusCodes.Status422UnprocessableEntity, message);

    public static Refusal WrongType(string name, string expected) => NotARequest($"\"{name}\" must be {expected}.");
}
