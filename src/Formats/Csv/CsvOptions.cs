using Viaduct.Core.Model;

namespace Viaduct.Formats.Csv;

/// <summary>The options of the component <c>csv</c>.</summary>
public sealed record CsvOptions
{
    /// <summary>The name of the element that each row becomes.</summary>
    [Option("The name of the element that each row becomes.", Example = "Order")]
    public required string Record { get; init; }

    /// <summary>
    /// The name of the element around all rows: the file becomes one message. Default: none, each row becomes a
    /// message of its own.
    /// </summary>
    [Option(
        "The name of the element around all rows; without it each row becomes a message of its own.",
        Example = "Orders")]
    public string Root { get; init; } = "";

    /// <summary>The namespace of the outermost element. Default: none.</summary>
    [Option("The namespace of the outermost element.", Example = "urn:contoso:orders")]
    public string Namespace { get; init; } = "";

    /// <summary>True if the first row has the names of the columns. Default true.</summary>
    [Option("The first row has the names of the columns.", Example = "false")]
    public bool Header { get; init; } = true;

    /// <summary>
    /// The names of the columns. Default: those in the first row. With both, these count, and the first row must have
    /// as many.
    /// </summary>
    [Option("The names of the columns, instead of those in the first row.", Example = "[ Id, Customer, Total ]")]
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The character between values; <c>tab</c> for a tabulator. Default <c>,</c>.</summary>
    [Option("The character between values, or tab.", Example = "';'")]
    public string Delimiter { get; init; } = ",";

    /// <summary>The character around values; empty for none. Default <c>"</c>.</summary>
    [Option("The character around values that hold delimiters or line ends; empty for none.", Example = "\"'\"")]
    public string Quote { get; init; } = "\"";

    /// <summary>
    /// The encoding of files without a byte order mark: an IANA name or a code page number. Default: UTF-8, or UTF-16
    /// if zeros show it.
    /// </summary>
    [Option("The encoding of files without a byte order mark, instead of UTF-8.", Example = "windows-1252")]
    public string Charset { get; init; } = "";

    /// <summary>
    /// True to suspend a bad row alone, and to publish the others; not with <see cref="Root"/>. Default false.
    /// </summary>
    [Option("Suspend a bad row alone instead of the whole file.", Example = "true")]
    public bool Recoverable { get; init; }
}
