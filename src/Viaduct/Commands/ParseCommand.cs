using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct parse</c>.</summary>
internal static class ParseCommand
{
    private static readonly Option<bool> Validate = new("--validate")
    {
        Description = "Check each value against its type.",
    };

    private static readonly IPackageFiles NoFiles = new DiskFiles(".");

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("parse", "Turn a flat file, JSON or CSV into XML.")
        {
            Details = "Needs no server. What the components flatFile, json and csv do, to the standard output. A file "
                + "that fails in the middle leaves nothing in the folder of --out.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done: the file does not fit, or the arguments cannot be used",
                "not done: the schema cannot be used"),
            Examples =
            [
                "viaduct parse --schema Order.xsd order.txt",
                "viaduct parse --schema Body.xsd --header Header.xsd --trailer Trailer.xsd batch.txt --out messages",
                "viaduct parse --format json --root Order order.json",
                "viaduct parse --format json --schema Order.xsd --lines orders.jsonl --out messages",
                "viaduct parse --format csv --record Order --root Orders orders.csv",
            ],
        }.With(
            FormatArguments.Format, OfflineTool.Schema, OfflineTool.Header, OfflineTool.Trailer, OfflineTool.Root,
            FormatArguments.Namespace, OfflineTool.Charset, Validate, FormatArguments.Lines, FormatArguments.Items,
            FormatArguments.Record, FormatArguments.Columns, FormatArguments.NoHeader, FormatArguments.Delimiter,
            FormatArguments.Quote,             MessageFiles.Out, OfflineTool.Force,
            OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Parser, MessageFiles.WriteAsync));

    private static IDisassembler Parser(CommandCall call) => call.Get(FormatArguments.Format) switch
    {
        FileFormat.Json => Json(call),
        FileFormat.Csv => CsvTools.Parser(FormatArguments.CsvOf(call), NoFiles),
        _ => FlatFile(call),
    };

    private static IDisassembler Json(CommandCall call)
    {
        string? schema = call.Get(OfflineTool.Schema);
        var (files, nameOf) = OfflineTool.FilesOf(schema ?? "none");
        var options = new JsonOptions
        {
            Schema = nameOf(schema),
            Root = call.Get(OfflineTool.Root) ?? "",
            Namespace = call.Get(FormatArguments.Namespace) ?? "",
            Split = FormatArguments.SplitOf(call),
            Charset = call.Get(OfflineTool.Charset) ?? "",
        };
        return JsonTools.Parser(options, files);
    }

    private static IDisassembler FlatFile(CommandCall call)
    {
        string schema = FormatArguments.SchemaOf(call);
        var (files, nameOf) = OfflineTool.FilesOf(schema);
        var options = new FlatFileOptions
        {
            Schema = nameOf(schema),
            Header = nameOf(call.Get(OfflineTool.Header)),
            Trailer = nameOf(call.Get(OfflineTool.Trailer)),
            Root = call.Get(OfflineTool.Root) ?? "",
            Charset = call.Get(OfflineTool.Charset) ?? "",
            Validate = call.Get(Validate),
        };
        return FlatFileTools.Parser(options, files);
    }
}
