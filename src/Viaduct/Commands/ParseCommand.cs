using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct parse</c>.</summary>
internal static class ParseCommand
{
    private static readonly Option<bool> Validate = new("--validate")
    {
        Description = "Check each value against its type.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("parse", "Turn a flat file into XML by an annotated schema.")
        {
            Details = "Needs no server. What the component flatFile does, to the standard output. A file that fails in "
                + "the middle leaves nothing in the folder of --out.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done: the file does not fit, or the arguments cannot be used",
                "not done: the schema cannot be used"),
            Examples =
            [
                "viaduct parse --schema Order.xsd order.txt",
                "viaduct parse --schema Body.xsd --header Header.xsd --trailer Trailer.xsd batch.txt --out messages",
            ],
        }.With(
            OfflineTool.Schema, OfflineTool.Header, OfflineTool.Trailer, OfflineTool.Root, OfflineTool.Charset,
            Validate, MessageFiles.Out, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Parser, MessageFiles.WriteAsync));

    private static IDisassembler Parser(CommandCall call)
    {
        var (files, nameOf) = OfflineTool.FilesOf(call.Get(OfflineTool.Schema)!);
        var options = new FlatFileOptions
        {
            Schema = nameOf(call.Get(OfflineTool.Schema)),
            Header = nameOf(call.Get(OfflineTool.Header)),
            Trailer = nameOf(call.Get(OfflineTool.Trailer)),
            Root = call.Get(OfflineTool.Root) ?? "",
            Charset = call.Get(OfflineTool.Charset) ?? "",
            Validate = call.Get(Validate),
        };
        return FlatFileTools.Parser(options, files);
    }
}
