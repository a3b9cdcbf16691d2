using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Offline;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct write</c>.</summary>
internal static class WriteCommand
{
    private static readonly Option<bool> Bom = new("--bom")
    {
        Description = "Begin with a byte order mark; in Unicode encodings only.",
    };

    private static readonly IPackageFiles NoFiles = new DiskFiles(".");

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("write", "Turn an XML document into a flat file, JSON or CSV.")
        {
            Details = "Needs no server. What the components flatFileAssemble, jsonAssemble and csvAssemble do, to the "
                + "standard output.",
            ExitCodes = OfflineTool.ExitCodes(
                "done", "not done: the document does not fit, or the arguments cannot be used",
                "not done: the schema cannot be used"),
            Examples =
            [
                "viaduct write --schema Order.xsd order.xml > order.txt",
                "viaduct write --format json order.xml > order.json",
                "viaduct write --format csv --record Order orders.xml > orders.csv",
                "viaduct write --format csv --record Order --delimiter tab --quote none --line-end lf orders.xml",
            ],
        }.With(
            FormatArguments.Format, OfflineTool.Schema, OfflineTool.Root, OfflineTool.Charset, Bom,
            FormatArguments.KeepRoot, FormatArguments.Record, FormatArguments.Columns, FormatArguments.NoHeader,
            FormatArguments.Delimiter, FormatArguments.Quote, FormatArguments.LineEnd, OfflineTool.Input)
            .Does(call => OfflineTool.RunAsync(call, Writer, WriteAsync));

    private static IBodyComponent Writer(CommandCall call) => call.Get(FormatArguments.Format) switch
    {
        FileFormat.Json => Json(call),
        FileFormat.Csv => Csv(call),
        _ => FlatFile(call),
    };

    private static IBodyComponent Json(CommandCall call)
    {
        string? schema = call.Get(OfflineTool.Schema);
        var (files, nameOf) = OfflineTool.FilesOf(schema ?? "none");
        var options = new JsonAssembleOptions
        {
            Schema = nameOf(schema),
            Root = call.Get(OfflineTool.Root) ?? "",
            KeepRoot = call.Get(FormatArguments.KeepRoot),
        };
        return JsonTools.Writer(options, files);
    }

    private static IBodyComponent Csv(CommandCall call) => CsvTools.Writer(
        new CsvAssembleOptions
        {
            Record = FormatArguments.RecordOf(call),
            Columns = FormatArguments.ColumnsOf(call),
            Header = !call.Get(FormatArguments.NoHeader),
            Delimiter = call.Get(FormatArguments.Delimiter) ?? ",",
            Quote = FormatArguments.QuoteOf(call),
            LineEnd = Words.Value<CsvLineEnd>(call.Get(FormatArguments.LineEnd)!),
            Charset = call.Get(OfflineTool.Charset) ?? "utf-8",
            Bom = call.Get(Bom),
        },
        NoFiles);

    private static IBodyComponent FlatFile(CommandCall call)
    {
        string schema = FormatArguments.SchemaOf(call);
        var (files, nameOf) = OfflineTool.FilesOf(schema);
        var options = new FlatFileAssembleOptions
        {
            Schema = nameOf(schema),
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
