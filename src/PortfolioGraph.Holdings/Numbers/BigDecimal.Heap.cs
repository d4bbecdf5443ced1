using System.Globalization;
using System.Numerics;
using System.Text;

namespace PortfolioGraph.Holdings.Numbers;

public readonly partial struct BigDecimal
{
    /// <summary>Boxes what does not fit in line: one pointer in the struct in place of a whole <see cref="BigInteger"/>.</summary>
    private sealed class Heap(BigInteger value)
    {
        // Null: never written. Empty: written once. What is written again is in a cached answer, and will be once more.
        private byte[]? _digits;

        public BigInteger Value { get; } = value;

        /// <summary>The digits without a sign: in <paramref name="buffer"/> where they fit and are not kept.</summary>
        public ReadOnlySpan<byte> Digits(Span<byte> buffer)
        {
            var kept = _digits;
            if (kept is { Length: > 0 })
                return kept;
            var digits = Work(buffer);
            _digits = kept is null ? [] : digits.ToArray();
            return digits;
        }

        private ReadOnlySpan<byte> Work(Span<byte> buffer)
        {
            var magnitude = BigInteger.Abs(Value);
            Span<char> text = stackalloc char[buffer.Length];
            return magnitude.TryFormat(text, out var length, default, CultureInfo.InvariantCulture)
                ? buffer[..Encoding.ASCII.GetBytes(text[..length], buffer)]
                : Encoding.ASCII.GetBytes(magnitude.ToString(CultureInfo.InvariantCulture));
        }
    }
}
