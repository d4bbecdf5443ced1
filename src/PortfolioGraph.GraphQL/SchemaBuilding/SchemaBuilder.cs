using PortfolioGraph.GraphQL.Language;
using PortfolioGraph.GraphQL.Types;

namespace PortfolioGraph.GraphQL.SchemaBuilding;

/// <summary>Builds a <see cref="Schema"/> from a type system document (spec section 3).</summary>
public static class SchemaBuilder
{
    /// <summary>Merges the document's extensions into its definitions, adds what is built in, and checks every rule for type systems.</summary>
    /// <param name="document">The definitions. Executable definitions in it are ignored.</param>
    /// <param name="scalars">How custom scalars coerce their input, by name. Those left out take <see cref="ScalarCoercion.Any"/>.</param>
    public static SchemaBuildResult Build(DocumentNode document, IReadOnlyDictionary<string, ScalarCoercion>? scalars = null)
    {
        var errors = new SchemaErrors(document);

        // 1. Names: after this every name in the document stands for exactly one thing.
        SchemaNameRules.Check(document, errors);
        if (errors.Any) return new SchemaBuildResult(null, errors.All);

        // 2. Types.
        var assembly = SchemaAssembler.Assemble(document, scalars);

        // 3. Everything that the specification says about how types fit together.
        SchemaRules.Check(document, assembly, errors);
        return new SchemaBuildResult(errors.Any ? null : assembly.Schema, errors.All);
    }

    /// <summary>Parses and builds.</summary>
    /// <exception cref="SchemaException">The schema breaks rules; lists all of them.</exception>
    /// <exception cref="SyntaxException">The text does not parse.</exception>
    public static Schema Parse(string sdl, IReadOnlyDictionary<string, ScalarCoercion>? scalars = null)
    {
        // Limits are for documents of strangers; a schema is the server's own text.
        var result = Build(Parser.Parse(sdl, new ParserOptions { MaxTokens = int.MaxValue }), scalars);
        return result.Schema ?? throw new SchemaException(result.Errors);
    }
}
