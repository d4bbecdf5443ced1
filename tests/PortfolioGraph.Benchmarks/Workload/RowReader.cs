using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PortfolioGraph.Benchmarks.Workload;

/// <summary>Reads the upstream's JSON once, in place. Unknown members are skipped.</summary>
internal ref struct RowReader(byte[] json, int length)
{
    private readonly byte[] _json = json;
    private Utf8JsonReader _reader = new(json.AsSpan(0, length));

    /// <summary><c>{"data":[{"wallet":…,"balances":[…]}]}</c></summary>
    public List<(JsonText Wallet, IReadOnlyList<BalanceRow> Rows)> Balances() => ByWallet("balances"u8, static (ref RowReader r) => r.Balance());

    /// <summary><c>{"data":[{"wallet":…,"platforms":[…]}]}</c></summary>
    public List<(JsonText Wallet, IReadOnlyList<PlatformRow> Rows)> Platforms() => ByWallet("platforms"u8, static (ref RowReader r) => r.Platform());

    /// <summary><c>{"data":[{"id":…}]}</c></summary>
    public List<NetworkRow> Networks()
    {
        List<NetworkRow> rows = [];
        _reader.Read();
        while (NextMember())
        {
            if (Is("data"u8)) rows = List(static (ref RowReader r) => r.Network());
            else Skip();
        }

        return rows;
    }

    private delegate T ReadRow<T>(ref RowReader reader);

    private List<(JsonText, IReadOnlyList<T>)> ByWallet<T>(ReadOnlySpan<byte> member, ReadRow<T> read)
    {
        var result = new List<(JsonText, IReadOnlyList<T>)>();
        _reader.Read();
        while (NextMember())
        {
            if (!Is("data"u8))
            {
                Skip();
                continue;
            }

            _reader.Read();
            while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
            {
                JsonText wallet = default;
                List<T> rows = [];
                while (NextMember())
                {
                    if (Is("wallet"u8)) wallet = Text();
                    else if (Is(member)) rows = List(read);
                    else Skip();
                }

                result.Add((wallet, rows));
            }
        }

        return result;
    }

    // The reader stands on the property name before the list.
    private List<T> List<T>(ReadRow<T> read)
    {
        var rows = new List<T>();
        _reader.Read();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject) rows.Add(read(ref this));
        return rows;
    }

    private BalanceRow Balance()
    {
        var row = new BalanceRow();
        while (NextMember())
        {
            if (Is("symbol"u8)) row.Symbol = Text();
            else if (Is("networkId"u8)) row.NetworkId = Text();
            else if (Is("amount"u8)) row.Amount = Text();
            else if (Is("price"u8)) row.Price = Optional();
            else if (Is("value"u8)) row.Value = Text();
            else if (Is("isRisk"u8)) row.IsRisk = Flag();
            else Skip();
        }

        return row;
    }

    private PlatformRow Platform()
    {
        var row = new PlatformRow();
        while (NextMember())
        {
            if (Is("id"u8)) row.Id = Text();
            else if (Is("name"u8)) row.Name = Text();
            else if (Is("url"u8)) row.Url = Optional();
            else if (Is("value"u8)) row.Value = Text();
            else if (Is("positions"u8)) row.Positions = List(static (ref RowReader r) => r.Position());
            else Skip();
        }

        return row;
    }

    private PositionRow Position()
    {
        var row = new PositionRow();
        while (NextMember())
        {
            if (Is("id"u8)) row.Id = Text();
            else if (Is("name"u8)) row.Name = Text();
            else if (Is("kind"u8)) row.Kind = Text();
            else if (Is("value"u8)) row.Value = Text();
            else if (Is("assets"u8)) row.Assets = List(static (ref RowReader r) => r.Asset());
            else Skip();
        }

        return row;
    }

    private AssetRow Asset()
    {
        var row = new AssetRow();
        while (NextMember())
        {
            if (Is("symbol"u8)) row.Symbol = Text();
            else if (Is("amount"u8)) row.Amount = Text();
            else if (Is("price"u8)) row.Price = Optional();
            else if (Is("value"u8)) row.Value = Text();
            else Skip();
        }

        return row;
    }

    private NetworkRow Network()
    {
        var row = new NetworkRow();
        while (NextMember())
        {
            if (Is("id"u8)) row.Id = Text();
            else if (Is("name"u8)) row.Name = Text();
            else if (Is("logo"u8)) row.Logo = Optional();
            else Skip();
        }

        return row;
    }

    private bool NextMember() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    // A constant of a known length is compared without a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool Is(ReadOnlySpan<byte> name) => _reader.ValueSpan.SequenceEqual(name) || (_reader.ValueIsEscaped && _reader.ValueTextEquals(name));

    private JsonText Text()
    {
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        return new JsonText(_json, start, (int)_reader.BytesConsumed - start);
    }

    private JsonText? Optional()
    {
        var text = Text();
        return _reader.TokenType == JsonTokenType.Null ? null : text;
    }

    private bool Flag()
    {
        _reader.Read();
        return _reader.GetBoolean();
    }

    private void Skip()
    {
        _reader.Read();
        _reader.Skip();
    }
}
