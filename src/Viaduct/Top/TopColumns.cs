namespace Viaduct.Cli.Top;

/// <summary>
/// The columns of a table on a screen: as wide as said, the first wider where there is room, the last left out where
/// there is none.
/// </summary>
internal sealed class TopColumns
{
    private const int Gap = 2;
    private const int FirstMin = 8;

    private readonly int _width;
    private readonly (string Head, int Cells)[] _columns;

    /// <summary>The columns.</summary>
    /// <param name="width">How many cells the screen has.</param>
    /// <param name="columns">Heads and cells; negative cells are filled up behind, as for texts.</param>
    public TopColumns(int width, params (string Head, int Cells)[] columns)
    {
        _width = width;
        int others = columns.Length;
        int first = Math.Abs(columns[0].Cells);
        while (others > 1 && Math.Min(first, FirstMin) + Room(columns[1..others]) > width) others--;
        int room = width - Room(columns[1..others]);
        // No wider than twice: figures far from their names cannot be read.
        _columns = [(columns[0].Head, -Math.Clamp(room, 1, 2 * first)), .. columns[1..others]];
    }

    /// <summary>The line of heads.</summary>
    public ScreenLine Head()
    {
        var line = new ScreenLine(_width);
        Add(line, Ink.Reverse, [.. _columns.Select(column => column.Head)]);
        return line.Fill(Ink.Reverse);
    }

    /// <summary>A row.</summary>
    public ScreenLine Row(Ink ink, params string[] cells)
    {
        var line = new ScreenLine(_width);
        Add(line, ink, cells);
        return line;
    }

    private static int Room(IEnumerable<(string Head, int Cells)> columns) =>
        columns.Sum(column => Math.Abs(column.Cells) + Gap);

    private void Add(ScreenLine line, Ink ink, string[] cells)
    {
        string gap = "";
        foreach (var (cell, (_, width)) in cells.Zip(_columns))
        {
            line.Add(gap + Cells.Fit(cell, Math.Abs(width), right: width > 0), ink);
            gap = new string(' ', Gap);
        }
    }
}
