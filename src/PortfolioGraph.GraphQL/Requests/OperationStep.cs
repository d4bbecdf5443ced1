namespace PortfolioGraph.GraphQL.Requests;

/// <summary>What is done for an operation, in this order.</summary>
internal enum OperationStep
{
    Parse,
    Validate,
    Plan,
    Execute,
}
