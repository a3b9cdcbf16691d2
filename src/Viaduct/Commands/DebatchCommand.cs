using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
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
        }.With(Envelope, Schema, Validate, Recoverable, MessageFiles.Out, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Disassembler, MessageFiles.WriteAsync));

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
}
