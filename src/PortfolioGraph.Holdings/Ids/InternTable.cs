namespace PortfolioGraph.Holdings.Ids;

/// <summary>
/// Objects that come again and again, each kept once for all who need it. It forgets: one takes the place of another that has the same slot,
/// so what is kept is bounded, whatever comes. For any number of threads: at worst two of them make the same object.
/// </summary>
public sealed class InternTable<T>
    where T : class
{
    private const int Slots = 4096;

    private readonly T?[] _slots = new T?[Slots];

    /// <summary>Where an object with this hash code is kept. There may be another one, which whoever looks compares, and replaces.</summary>
    public ref T? Slot(int hashCode) => ref _slots[hashCode & (Slots - 1)];
}
