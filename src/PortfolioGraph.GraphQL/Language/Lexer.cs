using System.Diagnostics;
using System.Globalization;
using System.Text;
using PortfolioGraph.GraphQL.Errors;

namespace PortfolioGraph.GraphQL.Language;

/// <summary>
/// Cuts a source text into tokens (spec section 2.1), one a call of <see cref="Advance"/>, and reads every character a bounded number of times.
/// Before the first call it stands at no token.
/// </summary>
internal struct Lexer(string source)
{
    private readonly string _source = source;
    private string? _value;

    public TokenKind Kind { get; private set; }

    /// <summary>Offset of the token's first character.</summary>
    public int Start { get; private set; }

    /// <summary>Offset behind the token's last character.</summary>
    public int End { get; private set; }

    /// <summary>The token as written.</summary>
    public readonly ReadOnlySpan<char> Text => _source.AsSpan(Start, End - Start);

    /// <summary>What the token stands for: a string's value, else the text as written.</summary>
    public readonly string Value => _value ?? (Kind == TokenKind.String ? _source[(Start + 1)..(End - 1)] : Text.ToString());

    /// <summary>The token as an error message shows it.</summary>
    public readonly string Description => Kind switch
    {
        TokenKind.Name or TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString => $"{Describe(Kind)} \"{Shorten(Value)}\"",
        _ => Describe(Kind),
    };

    /// <summary>A kind of token as an error message shows it.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        TokenKind.Name or TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString => kind.ToString(),
        _ => throw new UnreachableException(),
    };

    /// <summary>Goes to the next token; at the end of the source it stays there.</summary>
    /// <exception cref="SyntaxException">The characters that follow are no token.</exception>
    public void Advance()
    {
        _value = null;
        var position = SkipIgnored(End);
        Start = position;
        if (position == _source.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = position;
            return;
        }

        switch (_source[position])
        {
            case '!': Punctuator(TokenKind.Bang); break;
            case '$': Punctuator(TokenKind.Dollar); break;
            case '&': Punctuator(TokenKind.Ampersand); break;
            case '(': Punctuator(TokenKind.ParenLeft); break;
            case ')': Punctuator(TokenKind.ParenRight); break;
            case ':': Punctuator(TokenKind.Colon); break;
            case '=': Punctuator(TokenKind.EqualsSign); break;
            case '@': Punctuator(TokenKind.At); break;
            case '[': Punctuator(TokenKind.BracketLeft); break;
            case ']': Punctuator(TokenKind.BracketRight); break;
            case '{': Punctuator(TokenKind.BraceLeft); break;
            case '|': Punctuator(TokenKind.Pipe); break;
            case '}': Punctuator(TokenKind.BraceRight); break;
            case '.' when At(position + 1) == '.' && At(position + 2) == '.':
                Kind = TokenKind.Spread;
                End = position + 3;
                break;
            case '"' when At(position + 1) == '"' && At(position + 2) == '"': ReadBlockString(); break;
            case '"': ReadString(); break;
            case '-' or (>= '0' and <= '9'): ReadNumber(); break;
            case var c when IsNameStart(c):
                do position++;
                while (position < _source.Length && IsNamePart(_source[position]));
                Kind = TokenKind.Name;
                End = position;
                break;
            case '\'': throw Error(position, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
            default:
                throw Error(position, $"{(ScalarLength(position) == 0 ? "Invalid" : "Unexpected")} character: {DescribeCharacter(position)}.");
        }
    }

    /// <summary>Whether a name may start with this character.</summary>
    public static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Text of any length, short enough for a message.</summary>
    public static string Shorten(string text) => MessageText.Cut(text, MessageText.MaxLength);

    private void Punctuator(TokenKind kind)
    {
        Kind = kind;
        End = Start + 1;
    }

    /// <summary>White space, line terminators, commas, byte order marks and comments (spec sections 2.1.1 to 2.1.5 and 2.1.7).</summary>
    private readonly int SkipIgnored(int position)
    {
        while (position < _source.Length)
        {
            switch (_source[position])
            {
                case ' ' or '\t' or '\n' or '\r' or ',' or '\uFEFF':
                    position++;
                    break;
                case '#':
                    position++;
                    // A comment ends before its line terminator, and before a character that is none: that one is then reported as a token.
                    while (position < _source.Length && _source[position] is not ('\n' or '\r') && ScalarLength(position) is > 0 and var length)
                        position += length;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    private void ReadNumber()
    {
        var position = Start;
        Kind = TokenKind.Int;
        if (_source[position] == '-') position++;
        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(position)))
                throw Error(position, $"Invalid number, unexpected digit after 0: {DescribeCharacter(position)}.");
        }
        else
        {
            position = SkipDigits(position);
        }

        if (At(position) == '.')
        {
            Kind = TokenKind.Float;
            position = SkipDigits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            Kind = TokenKind.Float;
            position++;
            if (At(position) is '+' or '-') position++;
            position = SkipDigits(position);
        }

        if (At(position) == '.' || IsNameStart(At(position))) throw DigitExpected(position);
        End = position;
    }

    private readonly int SkipDigits(int position)
    {
        if (!char.IsAsciiDigit(At(position))) throw DigitExpected(position);
        do position++;
        while (char.IsAsciiDigit(At(position)));
        return position;
    }

    private readonly SyntaxException DigitExpected(int position) =>
        Error(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");

    private void ReadString()
    {
        StringBuilder? text = null;
        var position = Start + 1;
        var chunk = position;
        while (position < _source.Length)
        {
            var c = _source[position];
            if (c == '"')
            {
                _value = text?.Append(_source, chunk, position - chunk).ToString();
                Kind = TokenKind.String;
                End = position + 1;
                return;
            }

            if (c is '\n' or '\r') break;
            if (c == '\\')
            {
                text ??= new StringBuilder();
                text.Append(_source, chunk, position - chunk);
                position = chunk = ReadEscape(position, text);
                continue;
            }

            position += LengthInString(position);
        }

        throw Error(position, "Unterminated string.");
    }

    /// <summary>Reads the escape sequence whose backslash is at <paramref name="position"/>; returns the offset behind it.</summary>
    private readonly int ReadEscape(int position, StringBuilder text)
    {
        var c = At(position + 1);
        if (c == 'u') return At(position + 2) == '{' ? ReadBracedUnicode(position, text) : ReadFixedUnicode(position, text);
        text.Append(c switch
        {
            '"' or '\\' or '/' => c,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error(position, $"Invalid character escape sequence: \"{_source.AsSpan(position, Math.Min(2, _source.Length - position))}\"."),
        });
        return position + 2;
    }

    /// <summary><c>\u{…}</c>: a scalar value in any number of hex digits.</summary>
    private readonly int ReadBracedUnicode(int position, StringBuilder text)
    {
        var end = position + 3;
        var value = 0;
        while (HexValue(At(end)) is >= 0 and var digit)
        {
            // Held just above the last code point: more digits cannot make it valid again.
            value = Math.Min((value << 4) | digit, 0x110000);
            end++;
        }

        if (At(end) != '}' || end == position + 3 || !Rune.IsValid(value)) throw BadUnicodeEscape(position, end + 1);
        AppendScalar(text, value);
        return end + 1;
    }

    /// <summary><c>\uXXXX</c>, or two of them that make a surrogate pair.</summary>
    private readonly int ReadFixedUnicode(int position, StringBuilder text)
    {
        var value = ReadFourHexDigits(position + 2);
        if (value >= 0 && !char.IsSurrogate((char)value))
        {
            text.Append((char)value);
            return position + 6;
        }

        if (value >= 0 && char.IsHighSurrogate((char)value) && At(position + 6) == '\\' && At(position + 7) == 'u')
        {
            var low = ReadFourHexDigits(position + 8);
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                text.Append((char)value).Append((char)low);
                return position + 12;
            }
        }

        throw BadUnicodeEscape(position, position + 6);
    }

    /// <summary>The value of four hex digits, or -1.</summary>
    private readonly int ReadFourHexDigits(int position)
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = HexValue(At(position + i));
            if (digit < 0) return -1;
            value = (value << 4) | digit;
        }

        return value;
    }

    private static int HexValue(char c) => char.IsAsciiHexDigit(c) ? (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10) : -1;

    private readonly SyntaxException BadUnicodeEscape(int position, int end) =>
        Error(position, $"Invalid Unicode escape sequence: \"{Shorten(_source[position..Math.Min(end, _source.Length)])}\".");

    private static void AppendScalar(StringBuilder text, int value)
    {
        Span<char> units = stackalloc char[2];
        text.Append(units[..new Rune(value).EncodeToUtf16(units)]);
    }

    private void ReadBlockString()
    {
        var position = Start + 3;
        var escaped = false;
        while (position < _source.Length)
        {
            var c = _source[position];
            if (c == '"' && At(position + 1) == '"' && At(position + 2) == '"')
            {
                var raw = _source.AsSpan(Start + 3, position - Start - 3);
                // Unescaping moves neither line ends nor indentation, so it may come first.
                _value = BlockString.Dedent(escaped ? raw.ToString().Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal) : raw);
                Kind = TokenKind.BlockString;
                End = position + 3;
                return;
            }

            if (c == '\\' && At(position + 1) == '"' && At(position + 2) == '"' && At(position + 3) == '"')
            {
                escaped = true;
                position += 4;
                continue;
            }

            position += LengthInString(position);
        }

        throw Error(position, "Unterminated string.");
    }

    private readonly int LengthInString(int position)
    {
        var length = ScalarLength(position);
        return length > 0 ? length : throw Error(position, $"Invalid character within String: {DescribeCharacter(position)}.");
    }

    /// <summary>Code units of the scalar value at an offset: 1 or 2, 0 for an unpaired surrogate.</summary>
    private readonly int ScalarLength(int position)
    {
        var c = _source[position];
        if (!char.IsSurrogate(c)) return 1;
        return char.IsHighSurrogate(c) && char.IsLowSurrogate(At(position + 1)) ? 2 : 0;
    }

    /// <summary>The code unit at an offset, NUL behind the end. NUL is part of no token, so no caller takes one for the other.</summary>
    private readonly char At(int position) => position < _source.Length ? _source[position] : '\0';

    private readonly string DescribeCharacter(int position)
    {
        if (position >= _source.Length) return "<EOF>";
        var c = _source[position];
        if (c == '"') return "'\"'";
        if (c is >= ' ' and <= '~') return $"\"{c}\"";
        var value = ScalarLength(position) == 2 ? char.ConvertToUtf32(c, _source[position + 1]) : c;
        return "U+" + value.ToString("X4", CultureInfo.InvariantCulture);
    }

    private readonly SyntaxException Error(int position, string message) => new(_source, position, message);
}
