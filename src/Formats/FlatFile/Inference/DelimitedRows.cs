namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Cuts a sample into rows and values, quotation marks around values included.</summary>
internal static class DelimitedRows
{
    /// <summary>What may stand around values.</summary>
    public const char Wrap = '"';

    /// <summary>The rows, or null if a quotation mark has no partner.</summary>
    public static List<string[]>? Of(Sample sample, char delimiter)
    {
        if (!sample.Text.Contains(Wrap, StringComparison.Ordinal))
            return [.. sample.Lines.Select(line => line.Split(delimiter))];
        string text = sample.Text;
        var rows = new List<string[]>();
        var row = new List<string>();
        int at = 0;
        while (true)
        {
            int start = at;
            if (at < text.Length && text[at] == Wrap && !Skip(text, ref at)) return null;
            while (at < text.Length && text[at] != delimiter && !IsLineEnd(sample, at)) at++;
            row.Add(text[start..at]);
            if (at < text.Length && text[at] == delimiter)
            {
                at++;
                continue;
            }

            rows.Add([.. row]);
            row.Clear();
            if (at >= text.Length) return rows;
            at += sample.LineEnd.Length;
            if (at >= text.Length) return rows;
        }
    }

    /// <summary>True if quotation marks stand around a value.</summary>
    public static bool IsWrapped(string value) => value.Length >= 2 && value[0] == Wrap && value[^1] == Wrap;

    /// <summary>The value inside.</summary>
    public static string Inside(string value) =>
        IsWrapped(value) ? value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : value;

    private static bool IsLineEnd(Sample sample, int at) => sample.LineEnd.Length > 0
        && string.CompareOrdinal(sample.Text, at, sample.LineEnd, 0, sample.LineEnd.Length) == 0;

    private static bool Skip(string text, ref int at)
    {
        at++;
        while (true)
        {
            int next = text.IndexOf(Wrap, at);
            if (next < 0) return false;
            at = next + 1;
            if (at >= text.Length || text[at] != Wrap) return true;
            at++;
        }
    }
}
