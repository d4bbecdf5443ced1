using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.Providers;

namespace PortfolioGraph.Gateway.Graph.Loading;

/// <summary>
/// What a field reads of the wallets that it is about: said where the field is bound, and asked of the providers where it is selected.
/// </summary>
/// <param name="Always">Wherever the field is selected.</param>
internal sealed record FieldNeeds(HoldingsNeeds Always)
{
    private (string[] Arguments, HoldingsNeeds Needs) _given = ([], HoldingsNeeds.None);
    private (string? Argument, HoldingsNeeds Needs) _missing;

    /// <summary>What is asked for where nothing else is read of the wallets, by any other field.</summary>
    public HoldingsNeeds Alone { get; private init; }

    /// <summary>What has to be watched for a field with calls of its own, since nobody is called for a state that is watched.</summary>
    public HoldingsNeeds OfWatched { get; private init; }

    public static FieldNeeds operator |(FieldNeeds left, FieldNeeds right) => new(left.Always | right.Always);

    /// <summary>As well, where one of these arguments is given.</summary>
    public FieldNeeds When(string[] given, FieldNeeds needs) => this with { _given = (given, needs.Always) };

    /// <summary>As well, where the argument is left out or null.</summary>
    public FieldNeeds WhenMissing(string argument, FieldNeeds needs) => this with { _missing = (argument, needs.Always) };

    public FieldNeeds WhenAlone(FieldNeeds needs) => this with { Alone = needs.Always };

    public FieldNeeds Watched(FieldNeeds needs) => this with { OfWatched = needs.Always };

    /// <summary>What the field needs where it is selected.</summary>
    public HoldingsNeeds In(SelectedField field)
    {
        var needs = Always;
        if (_missing.Argument is { } missing && field.IsMissingSomewhere(missing)) needs |= _missing.Needs;
        foreach (var argument in _given.Arguments)
            if (field.IsGivenSomewhere(argument))
                needs |= _given.Needs;
        return needs;
    }
}
