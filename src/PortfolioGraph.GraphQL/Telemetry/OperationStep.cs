namespace PortfolioGraph.GraphQL.Telemetry;

/// <summary>What is done for an operation, in this order.</summary>
internal enum OperationStep
{
    Parse,
    Validate,
    Plan,
    Execute,
}
