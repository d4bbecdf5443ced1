namespace PortfolioGraph.GraphQL.Validation;

/// <summary>Ends a validation from deep inside a rule; never leaves <see cref="DocumentValidator"/>.</summary>
internal sealed class ValidationAbortedException : Exception;
