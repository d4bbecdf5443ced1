using System.Globalization;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.Limits;

/// <summary>The kinds of calls that a schema's <c>@calls</c> name, a bit each, with how many calls there may be of a kind.</summary>
internal sealed class SharedCalls
{
    private const string OnceName = "once";

    private readonly List<(string Name, int Count)> _kinds = [];

    /// <exception cref="ArgumentException">A count is no whole number from 0 on, or there are more kinds than can be told apart.</exception>
    public ulong Read(OutputField field)
    {
        var kinds = 0UL;
        if (field.AppliedDirectives.FirstOrDefault(d => d.Name.Value == "calls") is not { } directive) return kinds;
        foreach (var argument in directive.Arguments)
        {
            if (argument.Value is not IntValueNode number || !int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                throw new ArgumentException($"@calls on {field}: {argument.Name.Value} must be a whole number from 0 on.");
            var index = _kinds.FindIndex(k => k.Name == argument.Name.Value);
            if (index < 0)
            {
                index = _kinds.Count;
                if (index == 64) throw new ArgumentException($"@calls on {field}: there are more than 64 kinds of calls.");
                _kinds.Add((argument.Name.Value, count));
            }

            _kinds[index] = (argument.Name.Value, Math.Max(_kinds[index].Count, count));
            kinds |= 1UL << index;
        }

        return kinds;
    }

    /// <summary>Calls for each item of a root field.</summary>
    public int EachItem(ulong kinds) => Sum(kinds, isOnce: false);

    /// <summary>Calls for the whole operation.</summary>
    public int Once(ulong kinds) => Sum(kinds, isOnce: true);

    private int Sum(ulong kinds, bool isOnce)
    {
        var sum = 0;
        for (var i = 0; i < _kinds.Count; i++)
            if ((kinds & (1UL << i)) != 0 && _kinds[i].Name == OnceName == isOnce)
                sum += _kinds[i].Count;
        return sum;
    }
}
