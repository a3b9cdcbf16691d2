using Viaduct.Core.Model;

namespace Viaduct.Formats.Csv;

/// <summary>The options of the component <c>csvAssemble</c>.</summary>
public sealed record CsvAssembleOptions
{
    /// <summary>The name of the elements that are rows: the root element, or those directly in it.</summary>
    [Option("The name of the elements that are rows: the root element, or those directly in it.", Example = "Order")]
    public required string Record { get; init; }

    /// <summary>The columns in their order. Default: the elements of the first row.</summary>
    [Option("The columns in their order; without them those of the first row.", Example = "[ Id, Customer, Total ]")]
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>True to write the names of the columns as the first row. Default true.</summary>
    [Option("Write the names of the columns as the first row.", Example = "false")]
    public bool Header { get; init; } = true;

    /// <summary>The character between values; <c>tab</c> for a tabulator. Default <c>,</c>.</summary>
    [Option("The character between values, or tab.", Example = "';'")]
    public string Delimiter { get; init; } = ",";

    /// <summary>The character around values that need it; empty for none. Default <c>"</c>.</summary>
    [Option("The character around values that hold delimiters or line ends; empty for none.", Example = "\"'\"")]
    public string Quote { get; init; } = "\"";

    /// <summary>
    /// The encoding: an IANA name or a code page number. The context property TargetCharset goes before it. Default
    /// <c>utf-8</c>.
    /// </summary>
    [Option("The encoding.", Example = "windows-1252")]
    public string Charset { get; init; } = "utf-8";

    /// <summary>True to begin with a byte order mark, in Unicode encodings only. Default false.</summary>
    [Option("Begin with a byte order mark; in Unicode encodings only.", Example = "true")]
    public bool Bom { get; init; }

    /// <summary>What ends a row. Default <c>crLf</c>.</summary>
    [Option("What ends a row.", Example = "lf")]
    public CsvLineEnd LineEnd { get; init; }
}
