using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Json;

/// <summary>An answer that is not given, because it is too large or because there is no room for it. It is no error of any field.</summary>
internal sealed class ResponseRefusedException : GraphQLException
{
    private ResponseRefusedException(string message, string code)
        : base(message, code)
    {
    }

    public static ResponseRefusedException TooLarge(int maxBytes) =>
        new($"The answer is larger than {maxBytes} bytes. Ask for fewer wallets, rows or fields at once.", ErrorCodes.ResponseTooLarge);

    public static ResponseRefusedException NoRoom() =>
        new("The server has as many answers to send as it can hold. Try again a little later.", ErrorCodes.Overloaded);
}
