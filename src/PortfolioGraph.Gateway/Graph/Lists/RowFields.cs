using PortfolioGraph.Holdings.Numbers;

namespace PortfolioGraph.Gateway.Graph.Lists;

/// <summary>What rows of a list can be filtered and ordered by: the fields of its filter and order inputs, typed.</summary>
/// <param name="list">Names the list, so that a cursor of another one is told apart.</param>
internal sealed class RowFields<TRow>(string list, Func<TRow, string> key)
{
    private readonly Dictionary<string, IRowField<TRow>> _fields = [];

    public string List { get; } = list;

    /// <summary>Names a row among all others of its list, the same in every answer that has it.</summary>
    public Func<TRow, string> Key { get; } = key;

    public IRowField<TRow> this[string name] => _fields[name];

    public RowFields<TRow> Decimal(string name, Func<TRow, BigDecimal?> read)
    {
        _fields.Add(name, new ValueField<TRow, BigDecimal>(read, operand => (BigDecimal)operand));
        return this;
    }

    public RowFields<TRow> Flag(string name, Func<TRow, bool?> read)
    {
        _fields.Add(name, new ValueField<TRow, bool>(read, operand => (bool)operand));
        return this;
    }

    /// <summary>An enum, by the order of its members.</summary>
    public RowFields<TRow> Ordinal(string name, Func<TRow, int?> read, Func<object, int> operand)
    {
        _fields.Add(name, new ValueField<TRow, int>(read, operand));
        return this;
    }

    public RowFields<TRow> Text(string name, Func<TRow, string?> read)
    {
        _fields.Add(name, new TextField<TRow>(read));
        return this;
    }
}
