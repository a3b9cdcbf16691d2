using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.FlatFile;

/// <summary>The grammars of a kind of file.</summary>
/// <param name="Body">The body, which becomes messages.</param>
/// <param name="Header">What is once in front, or null.</param>
/// <param name="Trailer">What is once behind, or null.</param>
internal sealed record FlatSchemas(FlatGrammar Body, FlatGrammar? Header = null, FlatGrammar? Trailer = null)
{
    /// <summary>Compiles one schema of a package.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="files">The package.</param>
    /// <param name="root">The root record, or null for the one that the schema names.</param>
    /// <exception cref="ComponentConfigurationException">It cannot be used.</exception>
    public static FlatGrammar Load(string path, IPackageFiles files, string? root = null)
    {
        var schemas = SchemaFiles.Read([path], files);
        if (schemas.Named.Count != 1)
            throw new ComponentConfigurationException(
                "A folder with several schemas does not say which one describes the file. Name that one.", path);
        var file = schemas.Named[0];
        var (set, _) = SchemaSets.Compile(file, schemas);
        return GrammarCompiler.Compile(file, set, root);
    }
}
