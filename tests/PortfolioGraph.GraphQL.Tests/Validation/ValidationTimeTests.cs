using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Tests.Validation;

public sealed class ValidationTimeTests
{
    private static readonly Schema Schema = SchemaBuilder.Parse("type Query { s: String }");

    [Theory]
    [InlineData(100, 249, null)]
    [InlineData(100, 100_000, null)]
    [InlineData(5_000, 249, null)]
    [InlineData(5_000, 251, "The document takes too long to validate. Validation aborted.")]
    public void Validation_TakesTooLong_IsAborted(int fields, int milliseconds, string? message)
    {
        var document = Parser.Parse($"{{ {string.Concat(Enumerable.Repeat("s ", fields))} }}");

        var errors = DocumentValidator.Validate(Schema, document, new ValidationOptions { TimeProvider = new LateTime(milliseconds) });

        errors.Select(e => e.Message).SingleOrDefault().ShouldBe(message);
        errors.ShouldAllBe(e => e.Code == ErrorCodes.LimitExceeded);
    }

    /// <summary>A clock that has moved on whenever it is looked at again.</summary>
    private sealed class LateTime(int milliseconds) : TimeProvider
    {
        private int _looks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _looks++ == 0 ? 0 : milliseconds;
    }
}
