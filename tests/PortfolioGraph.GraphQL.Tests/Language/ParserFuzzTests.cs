using System.Text;
using PortfolioGraph.GraphQL.Language;

namespace PortfolioGraph.GraphQL.Tests.Language;

/// <summary>Whatever comes in, what comes out is a tree that prints and parses back, or a <see cref="SyntaxException"/> that stands inside the text.</summary>
public sealed class ParserFuzzTests
{
    private const string Alphabet = "{}()[]!$&|=@:.\"\\#,- \t\r\n\uFEFF01eE+abun_type\u0000\u00E9\u2028\uD83D\uDE00";

    [Fact]
    public void Parse_RandomCharacters_NeverFailsOtherwise()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new string(random.GetItems<char>(Alphabet, random.Next(40)));
            Check(text);
            Check("{a(b: \"" + text + "\")}");
            Check("{a(b: \"\"\"" + text + "\"\"\")}");
        }
    }

    [Fact]
    public void Parse_RandomBytes_NeverFailsOtherwise()
    {
        var random = new Random(2);
        var bytes = new byte[64];
        for (var round = 0; round < 5_000; round++)
        {
            random.NextBytes(bytes);
            Check(Encoding.UTF8.GetString(bytes));
            Check(Encoding.Latin1.GetString(bytes));
            Check(new string(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(bytes)));
        }
    }

    [Fact]
    public void Parse_MutatedDocuments_NeverFailsOtherwise()
    {
        var random = new Random(3);
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(GoldenDocuments.KitchenSinks[random.Next(GoldenDocuments.KitchenSinks.Count)]);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                var length = Math.Min(random.Next(8), text.Length - at);
                switch (random.Next(3))
                {
                    case 0: text.Remove(at, length); break;
                    case 1: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                    default: text.Insert(random.Next(text.Length), text.ToString(at, length)); break;
                }
            }

            Check(text.ToString());
        }
    }

    private static void Check(string source)
    {
        string printed;
        try
        {
            printed = SyntaxPrinter.Print(Parser.Parse(source));
        }
        catch (SyntaxException error)
        {
            error.Location.Line.ShouldBeInRange(1, source.Length + 1);
            error.Location.Column.ShouldBeInRange(1, source.Length + 1);
            return;
        }

        SyntaxPrinter.Print(Parser.Parse(printed)).ShouldBe(printed);
    }
}
