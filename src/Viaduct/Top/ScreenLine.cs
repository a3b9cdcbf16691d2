using System.Text;

namespace Viaduct.Cli.Top;

/// <summary>One line of a frame: texts with their inks, never wider than the screen.</summary>
/// <param name="width">How many cells the screen has.</param>
internal sealed class ScreenLine(int width)
{
    private readonly List<(string Text, Ink Ink)> _parts = [];
    private int _used;

    /// <summary>The cells that are left.</summary>
    public int Left => width - _used;

    /// <summary>Adds a text; what does not fit is cut.</summary>
    public ScreenLine Add(string text, Ink ink = Ink.Plain)
    {
        string fitting = Cells.Cut(Cells.Safe(text), Left);
        if (fitting.Length == 0) return this;
        _parts.Add((fitting, ink));
        _used += Cells.Of(fitting);
        return this;
    }

    /// <summary>Adds blanks up to the end of the screen, in the ink.</summary>
    public ScreenLine Fill(Ink ink) => Add(new string(' ', Left), ink);

    /// <summary>The line as it is sent.</summary>
    /// <param name="inks">False for the text alone.</param>
    public string ToText(bool inks)
    {
        var line = new StringBuilder();
        foreach (var (text, ink) in _parts)
        {
            if (inks && ink != Ink.Plain) line.Append($"\e[{(int)ink}m{text}\e[0m");
            else line.Append(text);
        }

        return inks ? line.ToString() : line.ToString().TrimEnd();
    }
}
