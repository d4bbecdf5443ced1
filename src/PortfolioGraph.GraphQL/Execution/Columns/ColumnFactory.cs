namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Makes the column for a field, as its GraphQL type and the C# type of its values ask for. Chosen once, when the schema is bound.</summary>
internal delegate Column<T> ColumnFactory<T>(ExecutionState state, PlanField field);
