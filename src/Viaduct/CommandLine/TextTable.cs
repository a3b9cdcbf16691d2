using System.Text;

namespace Viaduct.Cli.CommandLine;

/// <summary>Rows in columns that are as wide as they must be; numbers are right-aligned.</summary>
internal sealed class TextTable(params string[] heads)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>True if it has no rows.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row.</summary>
    public void Add(params object?[] cells) =>
        _rows.Add([.. cells.Select(cell => SafeText.Of(Format(cell).ReplaceLineEndings(" ")))]);

    /// <summary>Writes head and rows.</summary>
    public void WriteTo(CommandOutput output)
    {
        int[] widths =
            [.. heads.Select((head, i) => _rows.Select(row => row[i].Length).Append(head.Length).Max())];
        output.Line(Text([.. heads.Select(head => head.ToUpperInvariant())], widths));
        foreach (string[] row in _rows) output.Line(Text(row, widths));
    }

    private string Text(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (int i = 0; i < cells.Length; i++)
            line.Append(IsNumber(i) ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(Gap);
        return line.ToString().TrimEnd();
    }

    private bool IsNumber(int column) => _rows.Count > 0 && _rows.All(row => IsNumber(row[column]));

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c == ',');

    private static string Format(object? cell) => cell switch
    {
        null => "",
        int or long => $"{cell:N0}",
        DateTimeOffset time => Time(time),
        Enum => Words.Of((Enum)cell),
        _ => cell.ToString() ?? "",
    };

    /// <summary>A time as people read it; always UTC, and says so.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'");
}
