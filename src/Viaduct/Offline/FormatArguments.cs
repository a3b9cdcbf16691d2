using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Json;

namespace Viaduct.Cli.Offline;

/// <summary>What the tools have to say about formats other than flat files.</summary>
internal static class FormatArguments
{
    /// <summary>The format.</summary>
    public static readonly Option<FileFormat> Format = new("--format")
    {
        Description = "What the file is: flatFile (with --schema), json, or csv (with --record).",
        DefaultValueFactory = _ => FileFormat.FlatFile,
        CustomParser = result => result.Tokens is [var token] && Find(token.Value) is { } found
            ? found
            : Wrong(result),
        HelpName = "FORMAT",
    };

    /// <summary>The namespace of the outermost element.</summary>
    public static readonly Option<string?> Namespace = new("--namespace")
    {
        Description = "Of JSON and CSV: the namespace of the outermost element.", HelpName = "URI",
    };

    /// <summary>A document a line.</summary>
    public static readonly Option<bool> Lines = new("--lines")
    {
        Description = "Of JSON: each line is a document (JSON Lines).",
    };

    /// <summary>The items of an array.</summary>
    public static readonly Option<bool> Items = new("--items")
    {
        Description = "Of JSON: the file is one array, and each item a document.",
    };

    /// <summary>An object around the document.</summary>
    public static readonly Option<bool> KeepRoot = new("--keep-root")
    {
        Description = "Of JSON: write an object around the document, with one property named as its root.",
    };

    /// <summary>The element of a row.</summary>
    public static readonly Option<string?> Record = new("--record")
    {
        Description = "Of CSV: the name of the element that each row is.", HelpName = "NAME",
    };

    /// <summary>The columns.</summary>
    public static readonly Option<string?> Columns = new("--columns")
    {
        Description = "Of CSV: the names of the columns between commas, instead of those in the first row.",
        HelpName = "A,B,C",
    };

    /// <summary>No row of names.</summary>
    public static readonly Option<bool> NoHeader = new("--no-header")
    {
        Description = "Of CSV: the first row has no names of columns.",
    };

    /// <summary>Between values.</summary>
    public static readonly Option<string?> Delimiter = new("--delimiter")
    {
        Description = "Of CSV: the character between values, or tab, instead of a comma.", HelpName = "C",
    };

    /// <summary>Around values.</summary>
    public static readonly Option<string?> Quote = new("--quote")
    {
        Description = "Of CSV: the character around values that need it, or none, instead of a quotation mark.",
        HelpName = "C",
    };

    /// <summary>What ends a row that is written.</summary>
    public static readonly Option<string> LineEnd = new Option<string>("--line-end")
    {
        Description = "Of CSV: what ends a row, crLf or lf.", HelpName = "END",
        DefaultValueFactory = _ => Words.Of(CsvLineEnd.CrLf),
    }.AcceptOnlyFromAmong(Words.All<CsvLineEnd>());

    /// <summary>How the messages of JSON are divided.</summary>
    /// <exception cref="CommandFailedException">In two ways.</exception>
    public static JsonSplit SplitOf(CommandCall call) => (call.Get(Lines), call.Get(Items)) switch
    {
        (true, true) => throw Usage("A file has either lines or items: give --lines or --items."),
        (true, _) => JsonSplit.Lines,
        (_, true) => JsonSplit.Array,
        _ => JsonSplit.None,
    };

    /// <summary>The options of a file of values to be read.</summary>
    /// <exception cref="CommandFailedException">The record is missing.</exception>
    public static CsvOptions CsvOf(CommandCall call) => new()
    {
        Record = RecordOf(call),
        Root = call.Get(OfflineTool.Root) ?? "",
        Namespace = call.Get(Namespace) ?? "",
        Columns = ColumnsOf(call),
        Header = !call.Get(NoHeader),
        Delimiter = call.Get(Delimiter) ?? ",",
        Quote = QuoteOf(call),
        Charset = call.Get(OfflineTool.Charset) ?? "",
    };

    /// <summary>The name of the element of a row.</summary>
    /// <exception cref="CommandFailedException">It is missing.</exception>
    public static string RecordOf(CommandCall call) => call.Get(Record)
        ?? throw Usage("Of CSV it must be known what a row is called in XML: give --record NAME.");

    /// <summary>The character around values; empty for none.</summary>
    public static string QuoteOf(CommandCall call) => call.Get(Quote) switch
    {
        null => "\"",
        "none" => "",
        var quote => quote,
    };

    /// <summary>The columns that the call names.</summary>
    public static IReadOnlyList<string> ColumnsOf(CommandCall call) =>
        call.Get(Columns)?.Split(',', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The schema, which flat files need.</summary>
    /// <exception cref="CommandFailedException">It is missing.</exception>
    public static string SchemaOf(CommandCall call) => call.Get(OfflineTool.Schema)
        ?? throw Usage("A flat file is described by a schema: give --schema X.xsd, or --format json or csv.");

    /// <summary>A wrong call.</summary>
    public static CommandFailedException Usage(string text) => new(ExitCode.BadUsage, text);

    private static FileFormat? Find(string text) => text switch
    {
        "flatFile" => FileFormat.FlatFile,
        "json" => FileFormat.Json,
        "csv" => FileFormat.Csv,
        _ => null,
    };

    private static FileFormat Wrong(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError("A format is flatFile, json or csv.");
        return default;
    }
}
