namespace PortfolioGraph.Gateway.CommandLine;

/// <summary>A command was called in a way that can't be meant; the message names what is wrong.</summary>
internal sealed class CommandException(string message) : Exception(message);
