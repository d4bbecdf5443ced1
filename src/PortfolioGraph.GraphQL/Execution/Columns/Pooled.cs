using System.Buffers;
using System.Runtime.CompilerServices;

namespace PortfolioGraph.GraphQL.Execution.Columns;

/// <summary>Arrays from the shared pool; references are cleared on return.</summary>
internal static class Pooled
{
    public static T[] Rent<T>(int length) => ArrayPool<T>.Shared.Rent(length);

    public static void Return<T>(T[] array)
    {
        if (array.Length > 0) ArrayPool<T>.Shared.Return(array, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }

    /// <summary>Makes room for more elements behind the first <paramref name="count"/>.</summary>
    public static void EnsureRoom<T>(ref T[] array, int count, int more)
    {
        if (count + more <= array.Length) return;
        var larger = Rent<T>(Math.Max(count + more, array.Length * 2));
        array.AsSpan(0, count).CopyTo(larger);
        Return(array);
        array = larger;
    }
}
