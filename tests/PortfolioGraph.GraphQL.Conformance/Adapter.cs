using System.Text.Json;
using PortfolioGraph.GraphQL.Errors;
using PortfolioGraph.GraphQL.Execution;
using PortfolioGraph.GraphQL.Json;
using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Requests;
using PortfolioGraph.GraphQL.SchemaBuilding;
using PortfolioGraph.GraphQL.Types;
using PortfolioGraph.GraphQL.Validation;

namespace PortfolioGraph.GraphQL.Conformance;

/// <summary>Answers requests of the conformance protocol, one line each: parse, print, schema, validate, execute. Without any limit on size or depth.</summary>
public sealed class Adapter
{
    private const int MaxSchemas = 256;

    private static readonly ParserOptions Unlimited = new() { MaxTokens = 0, MaxDepth = int.MaxValue };
    private static readonly ValidationOptions AllErrors = new() { MaxErrors = null, MaxWork = null, MaxTime = null };

    private readonly Dictionary<string, SchemaUnderTest> _schemas = [];

    /// <summary>The reply to a request, without the line end. Never throws.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> line)
    {
        using var writer = new Utf8ResponseWriter();
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = int.MaxValue });
            var request = json.RootElement;
            writer.WriteRaw("{\"id\":"u8);
            writer.WriteJson(request.GetProperty("id"));
            writer.WriteRaw(",\"result\":"u8);
            WriteResult(request, writer);
        }
        catch (Exception e)
        {
            // No request at all: its id is unknown.
            writer.Truncate(0);
            writer.WriteRaw("{\"id\":null,\"result\":"u8);
            ResponseWriting.WriteErrors(writer, [Failure(e)]);
        }

        writer.WriteByte((byte)'}');
        return writer.WrittenSpan.ToArray();
    }

    private void WriteResult(JsonElement request, Utf8ResponseWriter writer)
    {
        var start = writer.Length;
        try
        {
            switch (Text(request, "mode"))
            {
                case "parse": Parse(request, writer); break;
                case "print": Print(request, writer); break;
                case "schema": Schema(request, writer); break;
                case "validate": Validate(request, writer); break;
                case "execute": Execute(request, writer); break;
                case var mode: throw new NotSupportedException($"Unknown mode '{mode}'.");
            }
        }
        catch (SyntaxException e)
        {
            writer.Truncate(start);
            ResponseWriting.WriteErrors(writer, [new GraphQLError(e.Message, [e.Location], e.Code)]);
        }
        catch (SchemaException e)
        {
            writer.Truncate(start);
            ResponseWriting.WriteErrors(writer, e.Errors);
        }
        catch (Exception e)
        {
            // Whatever it is, the next request is to be answered too.
            Console.Error.WriteLine(e);
            writer.Truncate(start);
            ResponseWriting.WriteErrors(writer, [Failure(e)]);
        }
    }

    private static void Parse(JsonElement request, Utf8ResponseWriter writer)
    {
        Parser.Parse(Text(request, "document"), Unlimited);
        writer.WriteRaw("{\"ok\":true}"u8);
    }

    private static void Print(JsonElement request, Utf8ResponseWriter writer)
    {
        var printed = SyntaxPrinter.Print(Parser.Parse(Text(request, "document"), Unlimited));
        writer.WriteRaw("{\"document\":"u8);
        writer.WriteString(printed);
        writer.WriteByte((byte)'}');
    }

    private void Schema(JsonElement request, Utf8ResponseWriter writer)
    {
        var sdl = SchemaPrinter.Print(SchemaOf(request).Schema);
        writer.WriteRaw("{\"ok\":true,\"sdl\":"u8);
        writer.WriteString(sdl);
        writer.WriteByte((byte)'}');
    }

    private void Validate(JsonElement request, Utf8ResponseWriter writer)
    {
        var document = Parser.Parse(Text(request, "document"), Unlimited);
        ResponseWriting.WriteErrors(writer, DocumentValidator.Validate(SchemaOf(request).Schema, document, AllErrors));
    }

    private void Execute(JsonElement request, Utf8ResponseWriter writer)
    {
        var execution = SchemaOf(request).Executor(Unlimited, AllErrors).ExecuteAsync(
            new GraphQLRequest
            {
                Query = Text(request, "document"),
                OperationName = request.TryGetProperty("operationName", out var name) && name.ValueKind == JsonValueKind.String ? JsonText.Of(name) : null,
                Variables = request.TryGetProperty("variables", out var variables) ? variables : null,
                Services = new RootValue(request.TryGetProperty("root", out var root) ? root : default),
            },
            writer,
            CancellationToken.None);

        // No resolver here waits for anything.
        if (!execution.IsCompletedSuccessfully) throw new InvalidOperationException("The execution did not end by itself.");
    }

    private SchemaUnderTest SchemaOf(JsonElement request)
    {
        var text = Text(request, "schema");
        if (_schemas.TryGetValue(text, out var known)) return known;
        var result = SchemaBuilder.Build(Parser.Parse(text, Unlimited));
        var schema = new SchemaUnderTest(result.Schema ?? throw new SchemaException(result.Errors));
        if (_schemas.Count == MaxSchemas) _schemas.Clear();
        _schemas.Add(text, schema);
        return schema;
    }

    private static string Text(JsonElement request, string member) => JsonText.Of(request.GetProperty(member));

    private static GraphQLError Failure(Exception exception) => new(exception.Message, [], ErrorCodes.Internal);
}
