using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Json;
using Viaduct.Formats.Xml;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct validate-message</c>.</summary>
internal static class ValidateMessageCommand
{
    private const string Xml = "xml";
    private const string Json = "json";
    private const string Csv = "csv";

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "What the file is: xml, json, or csv (with --record).", HelpName = "FORMAT",
        DefaultValueFactory = _ => Xml,
    }.AcceptOnlyFromAmong(Xml, Json, Csv);

    private static readonly Option<string[]> Schema = new("--schema")
    {
        Description = "A schema, or a folder of them; may be given several times. What they import lies beside them. "
            + "XML needs one; of JSON it is one file, by which the document becomes XML.",
        HelpName = "S.xsd", AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("validate-message", "Check XML, JSON or CSV against schemas: every error with its place.")
        {
            Details = "Needs no server. What the component validateXml does, behind json or csv for files that become "
                + "XML on their way in. Each part of such a file is checked, also behind a bad one; without a schema, "
                + "whether it can be taken apart. An error in JSON has its line, column and JSON Pointer.",
            ExitCodes = OfflineTool.ExitCodes(
                "the file is valid", "the file is not valid, or the arguments cannot be used",
                "not done: a schema cannot be used"),
            Examples =
            [
                "viaduct validate-message --schema Order.xsd order.xml",
                "viaduct validate-message --schema schemas order.xml",
                "viaduct validate-message --format json --schema Order.xsd --lines orders.jsonl",
                "viaduct validate-message --format csv --record Order --schema Order.xsd orders.csv",
            ],
        }.With(
            Format, Schema, OfflineTool.Root, FormatArguments.Namespace, OfflineTool.Charset, FormatArguments.Lines,
            FormatArguments.Items, FormatArguments.Record, FormatArguments.Columns, FormatArguments.NoHeader,
            FormatArguments.Delimiter, FormatArguments.Quote, OfflineTool.Input)
            .Does(call => call.Get(Format) == Xml
                ? OfflineTool.RunAsync(call, Validator, ValidateAsync)
                : OfflineTool.RunAsync(call, Check, static (call, check, input) => check.RunAsync(call, input)));

    private static MessageValidator Validator(CommandCall call) => Find(call)
        ?? throw FormatArguments.Usage("XML is described by a schema: give --schema S.xsd, or --format json or csv.");

    private static MessageValidator? Find(CommandCall call)
    {
        if (call.Get(Schema) is not { Length: > 0 } schemas) return null;
        var (files, nameOf) = OfflineTool.FilesOf(schemas[0]);
        return MessageValidator.Load([.. schemas.Select(nameOf)], files);
    }

    private static ConvertedCheck Check(CommandCall call)
    {
        if (call.Get(Format) == Csv)
        {
            var options = FormatArguments.CsvOf(call) with { Recoverable = true };
            return new ConvertedCheck(CsvTools.Parser(options, new DiskFiles(".")), Find(call), json: null);
        }

        string? schema = call.Get(Schema) switch
        {
            null or [] => null,
            [var one] when File.Exists(one) => one,
            _ => throw FormatArguments.Usage("JSON becomes XML by one schema: give one --schema, and a file."),
        };
        var (files, nameOf) = OfflineTool.FilesOf(schema ?? "none");
        var split = FormatArguments.SplitOf(call);
        var parser = JsonTools.Parser(
            new JsonOptions
            {
                Schema = nameOf(schema),
                Root = call.Get(OfflineTool.Root) ?? "",
                Namespace = call.Get(FormatArguments.Namespace) ?? "",
                Split = split,
                Charset = call.Get(OfflineTool.Charset) ?? "",
                Recoverable = split != JsonSplit.None,
            },
            files);
        return new ConvertedCheck(parser, Find(call), split);
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
