using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct parse</c>.</summary>
internal static class ParseCommand
{
    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A folder for one file per message, instead of the standard output.", HelpName = "DIR",
    };

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
            Validate, Out, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Parser, ParseAsync));

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

    private static async Task<ExitCode> ParseAsync(CommandCall call, IDisassembler parser, string input)
    {
        string? folder = call.Get(Out);
        if (folder is not null) Directory.CreateDirectory(folder);
        var context = new OfflineContext(folder, Path.GetFileNameWithoutExtension(input));
        var message = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        int count = 0;
        await foreach (var item in parser.DisassembleAsync(message, context, call.Stop))
        {
            if (item.Failure is { } failure)
            {
                context.Discard();
                return OfflineTool.Refuse(call, failure);
            }

            count++;
            context.EndMessage();
        }

        OfflineContext.Flush();
        if (folder is null) return ExitCode.Ok;
        call.Output.Line($"{Words.Count(count, "message")} in {folder}.");
        call.Output.Object(new { messages = count, folder });
        return ExitCode.Ok;
    }
}
