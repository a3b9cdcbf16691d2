using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct debatch</c>.</summary>
internal static class DebatchCommand
{
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

    private static readonly Option<bool> Validate = new("--validate")
    {
        Description = "Validate each document against its schema.",
    };

    private static readonly Option<bool> Recoverable = new("--recoverable")
    {
        Description = "Go on after a bad document; its file is named .bad.xml or .bad.json. Without this nothing is "
            + "written.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("debatch", "Take the documents out of an XML envelope, JSON Lines or a JSON array.")
        {
            Details = "Needs no server. What the components xml and json do, to the standard output; JSON stays JSON. "
                + "A flat file and CSV are debatched by parse, which also turns JSON into XML.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done, or a document is bad: the file does not fit, or the arguments cannot be used",
                "not done: a schema cannot be used"),
            Examples =
            [
                "viaduct debatch --envelope Envelope.xsd --schema Order.xsd orders.xml --out messages",
                "viaduct debatch --schema schemas orders.xml --out messages --validate --recoverable",
                "viaduct debatch --lines orders.jsonl --out messages --recoverable",
                "viaduct debatch --items orders.json --out messages",
            ],
        }.With(
            Envelope, Schema, Validate, Recoverable, FormatArguments.Lines, FormatArguments.Items, MessageFiles.Out,
            OfflineTool.Force, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Disassembler, Write));

    private static Task<ExitCode> Write(CommandCall call, IDisassembler disassembler, string input) =>
        MessageFiles.WriteAsync(
            call, disassembler, input, FormatArguments.SplitOf(call) == JsonSplit.None ? ".xml" : ".json");

    private static IDisassembler Disassembler(CommandCall call)
    {
        string[] envelopes = call.Get(Envelope) ?? [];
        string[] schemas = call.Get(Schema) ?? [];
        if (FormatArguments.SplitOf(call) is var split && split != JsonSplit.None)
        {
            if (envelopes.Length + schemas.Length > 0 || call.Get(Validate))
                throw FormatArguments.Usage("Schemas describe XML: give them without --lines and --items.");
            return JsonTools.Parser(
                new JsonOptions { PassThrough = true, Split = split, Recoverable = call.Get(Recoverable) },
                new DiskFiles("."));
        }

        if (envelopes.Length + schemas.Length == 0)
            throw new CommandFailedException(
                ExitCode.BadUsage,
                "Give at least one schema: --envelope E.xsd, or --schema with a folder that has one of an envelope; of "
                    + "JSON give --lines or --items.");
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
}
