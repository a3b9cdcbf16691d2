using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct debatch</c>.</summary>
internal static class DebatchCommand
{
    private const int ShownMax = 1000;

    private static readonly Option<string[]> Envelope = new("--envelope")
    {
        Description = "A schema of envelopes, or a folder of them; may be given several times.",
        HelpName = "E.xsd", AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string[]> Schema = new("--schema")
    {
        Description = "A schema of the documents, or a folder of them; may be given several times. Without any, every "
            + "document is taken.",
        HelpName = "S.xsd", AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A folder for one file per message, instead of the standard output.", HelpName = "DIR",
    };

    private static readonly Option<bool> Validate = new("--validate")
    {
        Description = "Validate each document against its schema.",
    };

    private static readonly Option<bool> Recoverable = new("--recoverable")
    {
        Description = "Go on after a bad document; its file is named .bad.xml. Without this nothing is written.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("debatch", "Take the documents out of an XML envelope.")
        {
            Details = "Needs no server. What the component xml does, to the standard output. A flat file is debatched "
                + "by parse.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done, or a document is bad: the file does not fit, or the arguments cannot be used",
                "not done: a schema cannot be used"),
            Examples =
            [
                "viaduct debatch --envelope Envelope.xsd --schema Order.xsd orders.xml --out messages",
                "viaduct debatch --schema schemas orders.xml --out messages --validate --recoverable",
            ],
        }.With(Envelope, Schema, Validate, Recoverable, Out, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Disassembler, DebatchAsync));

    private static IDisassembler Disassembler(CommandCall call)
    {
        string[] envelopes = call.Get(Envelope) ?? [];
        string[] schemas = call.Get(Schema) ?? [];
        if (envelopes.Length + schemas.Length == 0)
            throw new CommandFailedException(
                ExitCode.BadUsage,
                "Give at least one schema: --envelope E.xsd, or --schema with a folder that has one of an envelope.");
        var (files, nameOf) = OfflineTool.FilesOf(envelopes.Concat(schemas).First());
        var options = new XmlOptions
        {
            Envelopes = [.. envelopes.Select(nameOf)],
            Schemas = [.. schemas.Select(nameOf)],
            Validate = call.Get(Validate),
            Recoverable = call.Get(Recoverable),
        };
        return XmlTools.Disassembler(options, files);
    }

    private static async Task<ExitCode> DebatchAsync(CommandCall call, IDisassembler disassembler, string input)
    {
        string? folder = call.Get(Out);
        if (folder is not null) Directory.CreateDirectory(folder);
        var context = new OfflineContext(folder, Path.GetFileNameWithoutExtension(input));
        var message = new PipelineMessage(new DiskBody(input), new MessageContextBuilder());
        var bad = new List<object>();
        int good = 0;
        int failed = 0;
        await foreach (var item in disassembler.DisassembleAsync(message, context, call.Stop))
        {
            if (item.Failure is not { } failure)
            {
                good++;
                context.EndMessage();
                continue;
            }

            // A document that stands alone is not written, good or bad.
            if (!item.Recoverable || item.Message == message)
            {
                context.Discard();
                return OfflineTool.Refuse(call, failure, input);
            }

            failed++;
            context.MarkBad();
            call.Output.Note($"viaduct: {input}: {failure}");
            if (failed <= ShownMax) bad.Add(OfflineTool.Shown(failure, input, good + failed));
        }

        OfflineContext.Flush();
        return End(call, folder, good, failed, bad);
    }

    private static ExitCode End(CommandCall call, string? folder, int good, int failed, List<object> bad)
    {
        var exitCode = failed == 0 ? ExitCode.Ok : OfflineTool.BadInput;
        if (folder is null) return exitCode;
        string also = failed == 0 ? "" : $", and {failed} bad in files .bad.xml";
        call.Output.Line($"{Words.Count(good, "message")} in {folder}{also}.");
        call.Output.Object(new { messages = good, failed, folder, bad, exitCode = (int)exitCode });
        return exitCode;
    }
}
