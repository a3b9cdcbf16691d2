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
    private const int BoundedTrailer = 1 << 20;
    private const int RepeatingTrailer = 64 << 10;

    /// <summary>
    /// How many characters at the end of a file are looked at for the trailer. Each record among them is a place where
    /// it could begin; only a trailer that has no tag and repeats is not told from records at once.
    /// </summary>
    public int TrailerAhead => Trailer switch
    {
        null => 0,
        { Root: var root } => BeginsWithTag(root) || !Repeats(root) ? BoundedTrailer : RepeatingTrailer,
    };

    /// <summary>True for a part of a file that is read alone: its header and trailer may have stayed behind.</summary>
    public bool IsPart { get; init; }

    /// <summary>How the next body is found behind one that cannot be read.</summary>
    public NextRoot Next { get; } = NextRoot.Of(Body, Trailer is not null);

    /// <summary>Compiles one schema of a package.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="files">The package.</param>
    /// <param name="root">The root record, or null for the one that the schema names.</param>
    /// <exception cref="ComponentConfigurationException">It cannot be used.</exception>
    public static FlatGrammar Load(string path, IPackageFiles files, string? root = null)
    {
        try
        {
            return Load([path], files, root);
        }
        catch (ComponentConfigurationException) when (files.Exists(PackagePath.Normal(path)) && HasOthers(path, files))
        {
            // What it imports may be named by namespace or type only: then it is looked for beside it.
            try
            {
                return Load([path, FolderOf(path)], files, root);
            }
            catch (ComponentConfigurationException)
            {
                return Load([path], files, root);
            }
        }
    }

    /// <summary>The folder that a schema is in.</summary>
    public static string FolderOf(string path)
    {
        string normal = PackagePath.Normal(path);
        int slash = normal.LastIndexOf('/');
        return slash < 0 ? "." : normal[..slash];
    }

    private static bool BeginsWithTag(FlatNode node) => node.Tag.Length > 0
        || (node.Children is [{ Min: > 0 } first, ..] && BeginsWithTag(first));

    private static bool Repeats(FlatNode node) => node.Max > 1 || node.Children.Any(Repeats);

    private static bool HasOthers(string path, IPackageFiles files) => files.List(FolderOf(path)).Count > 1;

    private static FlatGrammar Load(string[] paths, IPackageFiles files, string? root)
    {
        var schemas = SchemaFiles.Read(paths, files);
        if (paths.Length == 1 && schemas.Named.Count != 1)
            throw new ComponentConfigurationException(
                "A folder with several schemas does not say which one describes the file. Name that one.", paths[0]);
        var file = schemas.Named[0];
        var (set, _) = SchemaSets.Compile(file, schemas);
        return GrammarCompiler.Compile(file, set, root);
    }
}
