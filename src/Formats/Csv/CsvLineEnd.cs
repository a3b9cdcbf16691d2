using Viaduct.Core.Model;

namespace Viaduct.Formats.Csv;

/// <summary>What ends a row that is written.</summary>
public enum CsvLineEnd
{
    /// <summary>Carriage return and line feed, as RFC 4180 has it.</summary>
    [Option("Carriage return and line feed.")]
    CrLf,

    /// <summary>Line feed alone.</summary>
    [Option("Line feed alone.")]
    Lf,
}
