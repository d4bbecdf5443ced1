namespace PortfolioGraph.Holdings.Accounting;

/// <summary>
/// Marks what is read from a ledger, or leads to it: what such a type shows depends on what the providers were asked for, so whoever shows it has to say
/// what that is.
/// </summary>
#pragma warning disable CA1040 // A mark on types, read where they are bound.
public interface ILedgerReader;
#pragma warning restore CA1040
