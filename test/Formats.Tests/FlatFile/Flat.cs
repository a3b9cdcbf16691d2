using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Annotated schemas in a few words, and files sent through the components.</summary>
internal static class Flat
{
    public const string Path = "S.xsd";

    public const string Lines = "child_delimiter_type=\"hex\" child_delimiter=\"0x0D 0x0A\" ";
    public const string Commas = "child_delimiter_type=\"char\" child_delimiter=\",\" ";
    public const string Bars = "child_delimiter_type=\"char\" child_delimiter=\"|\" ";
    public const string Infix = "child_order=\"infix\" ";
    public const string Prefix = "child_order=\"prefix\" ";
    public const string Postfix = "child_order=\"postfix\" ";
    public const string Optional = "minOccurs=\"0\"";
    public const string Many = "maxOccurs=\"unbounded\"";
    public const string AnyNumber = "minOccurs=\"0\" maxOccurs=\"unbounded\"";

    /// <summary>A schema without a namespace: attributes of its schemaInfo, and its root.</summary>
    public static string Schema(string info, string root, string attributes = "") => Schemas.Of(
        attributes,
        $"<xs:annotation><xs:appinfo><b:schemaInfo standard=\"Flat File\" {info} /></xs:appinfo></xs:annotation>"
            + root.Replace("§", "", StringComparison.Ordinal));

    /// <summary>A record whose parts have numbers in their order.</summary>
    public static string Record(string name, string info, params string[] parts) =>
        RecordOf(name, "", info, parts);

    /// <summary>A record with minOccurs, maxOccurs and the like.</summary>
    public static string RecordOf(string name, string occurs, string info, params string[] parts)
    {
        string structure = info.Contains("structure=", StringComparison.Ordinal) ? "" : "structure=\"delimited\" ";
        var numbered = parts.Select((part, index) => part.Replace("§", $"sequence_number=\"{index + 1}\"",
            StringComparison.Ordinal)).ToList();
        var sorted = numbered.ToLookup(part => part.StartsWith("<xs:attribute", StringComparison.Ordinal));
        string elements = string.Concat(sorted[false]);
        string attributes = string.Concat(sorted[true]);
        return $"<xs:element name=\"{name}\" {occurs}><xs:annotation><xs:appinfo><b:recordInfo § {structure}{info} />"
            + $"</xs:appinfo></xs:annotation><xs:complexType><xs:sequence>{elements}</xs:sequence>{attributes}"
            + "</xs:complexType></xs:element>";
    }

    /// <summary>A field that is an element.</summary>
    public static string Field(string name, string info = "", string occurs = "", string type = "xs:string") =>
        $"<xs:element name=\"{name}\" type=\"{type}\" {occurs}><xs:annotation><xs:appinfo><b:fieldInfo § {info} />"
            + "</xs:appinfo></xs:annotation></xs:element>";

    /// <summary>A field that is an attribute.</summary>
    public static string Attribute(string name, string info = "", string type = "xs:string") =>
        $"<xs:attribute name=\"{name}\" type=\"{type}\"><xs:annotation><xs:appinfo><b:fieldInfo § {info} />"
            + "</xs:appinfo></xs:annotation></xs:attribute>";

    /// <summary>Several fields.</summary>
    public static string[] Fields(params string[] names) => [.. names.Select(name => Field(name))];

    public static IDisassembler Disassembler(
        IPackageFiles files, FlatFileOptions? options = null, params ConfiguredPromotion[] promotions) =>
        (IDisassembler)FormatComponents.All.Single(factory => factory.Name == "flatFile").Create(
            options ?? new FlatFileOptions { Schema = Path }, new ComponentResources(files, promotions));

    public static IDisassembler Disassembler(string schema, FlatFileOptions? options = null) =>
        Disassembler(new MemoryPackage().Add(Path, schema), options);

    public static IBodyComponent Assembler(IPackageFiles files, FlatFileAssembleOptions? options = null) =>
        (IBodyComponent)FormatComponents.All.Single(factory => factory.Name == "flatFileAssemble").Create(
            options ?? new FlatFileAssembleOptions { Schema = Path }, new ComponentResources(files, []));

    public static IBodyComponent Assembler(string schema, FlatFileAssembleOptions? options = null) =>
        Assembler(new MemoryPackage().Add(Path, schema), options);

    /// <summary>What comes out for a file: each message's XML, and the failure, if any, behind them.</summary>
    public static async Task<(List<string> Messages, Failure? Failure)> RunAsync(
        IDisassembler disassembler, byte[] file, int piece = 0, PipelineLimits? limits = null)
    {
        var message = Documents.Message(file);
        if (piece > 0) message.Body = StreamedBody.InPieces(file, piece);
        var messages = new List<string>();
        await foreach (var item in disassembler.DisassembleAsync(message, new RunContext(limits), default))
        {
            if (item.Failure is not null) return (messages, item.Failure);
            messages.Add(item.Message!.Text());
        }

        return (messages, null);
    }

    /// <summary>The one message of a file.</summary>
    public static async Task<string> ParseAsync(string schema, string file)
    {
        var (messages, failure) = await RunAsync(Disassembler(schema), Encoding.UTF8.GetBytes(file));
        Assert.Null(failure?.ToString());
        return Assert.Single(messages);
    }

    /// <summary>Why a file is not taken.</summary>
    public static async Task<Failure> FailAsync(string schema, string file, FlatFileOptions? options = null)
    {
        var (_, failure) = await RunAsync(Disassembler(schema, options), Encoding.UTF8.GetBytes(file));
        Assert.NotNull(failure);
        return failure;
    }

    /// <summary>The file of a document.</summary>
    public static async Task<string> WriteAsync(string schema, string xml)
    {
        var message = Documents.Message(xml);
        var failure = await Assembler(schema).RunAsync(message, new RunContext(), default);
        Assert.Null(failure?.ToString());
        return message.Text();
    }

    /// <summary>A file gives this XML, in pieces too, and the XML gives the file.</summary>
    public static async Task BothAsync(string schema, string file, string xml, string? written = null)
    {
        Assert.Equal(xml, await ParseAsync(schema, file));
        var (messages, failure) = await RunAsync(Disassembler(schema), Encoding.UTF8.GetBytes(file), piece: 1);
        Assert.Null(failure?.ToString());
        Assert.Equal(xml, Assert.Single(messages));
        Assert.Equal(written ?? file, await WriteAsync(schema, xml));
    }
}
