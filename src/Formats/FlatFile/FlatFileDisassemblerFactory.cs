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
        return SchemaPackage.FilesOf([.. Named(flat.Schema, flat.Header, flat.Trailer)], files);
    }

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var flat = (FlatFileOptions)options;
        var body = FlatSchemas.Load(flat.Schema, resources.Files, flat.Root.Length == 0 ? null : flat.Root);
        var header = Other(flat.Header, resources.Files);
        var trailer = Other(flat.Trailer, resources.Files);
        if (EncodingOf(flat.Charset, Name) is { } encoding)
        {
            body = body with { Encoding = encoding };
            if (header is not null) header = header with { Encoding = encoding };
        }

        var plan = SchemaCatalog.Load([flat.Schema], resources)
            .Find(new DocumentType(body.Root.Namespace, body.Root.Name))?.Plan;
        return new FlatFileDisassembler(flat, new FlatSchemas(body, header, trailer), plan);
    }

    /// <summary>The encoding of an option, or null for the schema's.</summary>
    /// <exception cref="ComponentConfigurationException">There is none of that name.</exception>
    public static Encoding? EncodingOf(string charset, string component) => charset.Length == 0
        ? null
        : Charsets.Find(charset) ?? throw new ComponentConfigurationException(
            $"{component}: the charset '{charset}' is not known. Use an IANA name such as utf-8, utf-16, iso-8859-1 "
                + "or windows-1252, or a code page number.");

    /// <summary>The paths that are given.</summary>
    public static IEnumerable<string> Named(params string[] paths) => paths.Where(path => path.Length > 0);

    private static FlatGrammar? Other(string path, IPackageFiles files) =>
        path.Length == 0 ? null : FlatSchemas.Load(path, files);
}
