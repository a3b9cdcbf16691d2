using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct validate-message</c>.</summary>
internal static class ValidateMessageCommand
{
    private static readonly Option<string[]> Schema = new("--schema")
    {
        Description = "A schema, or a folder of them; may be given several times. What they import lies beside them.",
        HelpName = "S.xsd", Required = true, AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("validate-message", "Check an XML document against schemas: every error with its place.")
        {
            Details = "Needs no server. What the component validateXml does.",
            ExitCodes = OfflineTool.ExitCodes(
                "the document is valid", "the document is not valid, or the arguments cannot be used",
                "not done: a schema cannot be used"),
            Examples =
            [
                "viaduct validate-message --schema Order.xsd order.xml",
                "viaduct validate-message --schema schemas order.xml",
            ],
        }.With(Schema, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Validator, ValidateAsync));

    private static MessageValidator Validator(CommandCall call)
    {
        string[] schemas = call.Get(Schema)!;
        var (files, nameOf) = OfflineTool.FilesOf(schemas[0]);
        return MessageValidator.Load([.. schemas.Select(nameOf)], files);
    }

    private static async Task<ExitCode> ValidateAsync(
        CommandCall call, MessageValidator validator, string input)
    {
        var limits = new PipelineLimits { BodyBytes = 1L << 40 };
        var errors = await validator.ValidateAsync(new DiskBody(input), limits, call.Stop);
        foreach (var error in errors) call.Output.Note($"{input}: {error}");
        if (errors.Count == 0) call.Output.Line($"{input} is valid.");
        call.Output.Object(new
        {
            valid = errors.Count == 0,
            errors = errors.Select(error => Shown(input, error)),
            exitCode = (int)(errors.Count == 0 ? ExitCode.Ok : OfflineTool.BadInput),
        });
        return errors.Count == 0 ? ExitCode.Ok : OfflineTool.BadInput;
    }

    private static object Shown(string file, Failure error)
    {
        var (expected, found) = SchemaErrorParts.Of(error.Text);
        return new
        {
            file,
            line = error.Place?.Line,
            column = error.Place?.Column,
            what = error.Text,
            code = error.Code,
            element = error.Place?.Record,
            attribute = error.Place?.Field,
            expected,
            found,
        };
    }
}
