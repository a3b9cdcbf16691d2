using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Csv;

/// <summary>Files of values sent through the components.</summary>
internal static class CsvFiles
{
    public static readonly CsvOptions Rows = new() { Record = "R" };
    public static readonly CsvOptions Whole = new() { Record = "R", Root = "F" };

    public static IDisassembler Disassembler(CsvOptions? options = null, params ConfiguredPromotion[] promotions) =>
        (IDisassembler)FormatComponents.All.Single(factory => factory.Name == "csv")
            .Create(options ?? Rows, new ComponentResources(Documents.NoFiles, promotions));

    public static IBodyComponent Assembler(CsvAssembleOptions? options = null) =>
        (IBodyComponent)FormatComponents.All.Single(factory => factory.Name == "csvAssemble")
            .Create(options ?? new CsvAssembleOptions { Record = "R" }, new ComponentResources(Documents.NoFiles, []));

    public static PipelineMessage Message(string file, int piece = 0) => Message(Encoding.UTF8.GetBytes(file), piece);

    public static PipelineMessage Message(byte[] bytes, int piece = 0)
    {
        var message = Documents.Message(bytes, "text/csv");
        if (piece > 0) message.Body = StreamedBody.InPieces(bytes, piece);
        return message;
    }

    /// <summary>The XML that a file becomes.</summary>
    public static async Task<string> XmlOfAsync(string file, CsvOptions? options = null, int piece = 0) =>
        (await Disassembler(options ?? Whole).GoodAsync(Message(file, piece))).Text();

    /// <summary>The file that a document becomes.</summary>
    public static async Task<string> FileOfAsync(string xml, CsvAssembleOptions? options = null)
    {
        var message = Documents.Message(xml);
        Assert.Null((await Assembler(options).RunAsync(message, new RunContext(), default))?.ToString());
        return message.Text();
    }
}
