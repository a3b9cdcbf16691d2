using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct write</c>.</summary>
internal static class WriteCommand
{
    private static readonly Option<bool> Bom = new("--bom")
    {
        Description = "Begin with a byte order mark; in Unicode encodings only.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("write", "Turn an XML document into a flat file by an annotated schema.")
        {
            Details = "Needs no server. What the component flatFileAssemble does, to the standard output.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done: the document does not fit, or the arguments cannot be used",
                "not done: the schema cannot be used"),
            Examples = ["viaduct write --schema Order.xsd order.xml > order.txt"],
        }.With(OfflineTool.Schema, OfflineTool.Root, OfflineTool.Charset, Bom, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Writer, WriteAsync));

    private static IBodyComponent Writer(CommandCall call)
    {
        var (files, nameOf) = OfflineTool.FilesOf(call.Get(OfflineTool.Schema)!);
        var options = new FlatFileAssembleOptions
        {
            Schema = nameOf(call.Get(OfflineTool.Schema)),
            Root = call.Get(OfflineTool.Root) ?? "",
            Charset = call.Get(OfflineTool.Charset) ?? "",
            Bom = call.Get(Bom),
        };
        return FlatFileTools.Writer(options, files);
    }

    private static async Task<ExitCode> WriteAsync(CommandCall call, IBodyComponent writer, string input)
    {
        var message = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        var context = new OfflineContext(null, "");
        var failure = await writer.RunAsync(message, context, call.Stop);
        if (failure is not null) return OfflineTool.Refuse(call, failure);
        OfflineContext.Flush();
        return ExitCode.Ok;
    }
}
