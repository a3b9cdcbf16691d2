using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.FlatFile;

/// <summary>Makes the component <c>flatFile</c>.</summary>
internal sealed class FlatFileDisassemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "flatFile";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Disassemble;

    /// <inheritdoc/>
    public string Description => "Turns flat files into XML by annotated schemas, one message for each root record.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(FlatFileOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files)
    {
        var flat = (FlatFileOptions)options;
        return Packed([.. Named(flat.Schema, flat.Header, flat.Trailer)], files);
    }

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var flat = (FlatFileOptions)options;
        var schemas = Schemas(flat, resources.Files);
        var type = new DocumentType(schemas.Body.Root.Namespace, schemas.Body.Root.Name);
        return new FlatFileDisassembler(flat, schemas, CatalogOf(flat.Schema, resources).Find(type));
    }

    /// <summary>Makes an instance that promotes nothing, so that no property schemas are needed.</summary>
    /// <exception cref="ComponentConfigurationException">The options are not usable.</exception>
    public static IDisassembler CreatePlain(FlatFileOptions options, IPackageFiles files) =>
        new FlatFileDisassembler(options, Schemas(options, files), null);

    /// <summary>The files to pack: those named, what they need, and what is beside them.</summary>
    public static IEnumerable<string> Packed(IReadOnlyList<string> paths, IPackageFiles files) =>
        SchemaPackage.FilesOf(
            [.. paths, .. paths.Select(FlatSchemas.FolderOf).Distinct(StringComparer.Ordinal)], files);

    /// <summary>The encoding of an option, or null for the schema's.</summary>
    /// <exception cref="ComponentConfigurationException">There is none of that name.</exception>
    public static Encoding? EncodingOf(string charset, string component) => charset.Length == 0
        ? null
        : Charsets.Find(charset) ?? throw new ComponentConfigurationException(
            $"{component}: the charset '{charset}' is not known. Use an IANA name such as utf-8, utf-16, iso-8859-1 "
                + "or windows-1252, or a code page number.");

    /// <summary>The paths that are given.</summary>
    public static IEnumerable<string> Named(params string[] paths) => paths.Where(path => path.Length > 0);

    private static FlatSchemas Schemas(FlatFileOptions flat, IPackageFiles files)
    {
        var body = FlatSchemas.Load(flat.Schema, files, flat.Root.Length == 0 ? null : flat.Root);
        var header = Other(flat.Header, files);
        if (EncodingOf(flat.Charset, "flatFile") is { } encoding)
        {
            body = body with { Encoding = encoding };
            if (header is not null) header = header with { Encoding = encoding };
        }

        return new FlatSchemas(body, header, Other(flat.Trailer, files));
    }

    private static SchemaCatalog CatalogOf(string schema, ComponentResources resources)
    {
        try
        {
            return SchemaCatalog.Load([schema], resources);
        }
        catch (ComponentConfigurationException)
        {
            try
            {
                return SchemaCatalog.Load([schema, FlatSchemas.FolderOf(schema)], resources);
            }
            catch (ComponentConfigurationException)
            {
                return SchemaCatalog.Load([schema], resources);
            }
        }
    }

    private static FlatGrammar? Other(string path, IPackageFiles files) =>
        path.Length == 0 ? null : FlatSchemas.Load(path, files);
}
