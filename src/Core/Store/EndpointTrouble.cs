using System.Text;

namespace Viaduct.Core.Store;

/// <summary>What keeps a receive location or a send port from working on one server, as that server sees it.</summary>
/// <param name="Endpoint">The receive location or send port.</param>
/// <param name="IsLocation">True of a receive location.</param>
/// <param name="Text">What keeps it, and what to do.</param>
public sealed record EndpointTrouble(string Endpoint, bool IsLocation, string Text)
{
    /// <summary>So many of a session are kept.</summary>
    public const int ListedMax = 100;

    /// <summary>So many characters of a text are kept.</summary>
    public const int TextMax = 500;

    private const string Location = "location";
    private const string Port = "port";

    /// <summary>For stores: some as one text, a line each.</summary>
    public static string TextOf(IReadOnlyList<EndpointTrouble> troubles)
    {
        ArgumentNullException.ThrowIfNull(troubles);
        var text = new StringBuilder();
        foreach (var one in troubles.Take(ListedMax))
            text.Append(text.Length == 0 ? "" : "\n").Append(one.IsLocation ? Location : Port)
                .Append('\t').Append(one.Endpoint).Append('\t').Append(Line(one.Text));
        return text.ToString();
    }

    /// <summary>For stores: those of a text. A line of another version is left out.</summary>
    public static IReadOnlyList<EndpointTrouble> ListOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0) return [];
        return
        [
            .. from line in text.Split('\n')
               let parts = line.Split('\t', 3)
               where parts.Length == 3 && parts[0] is Location or Port
               select new EndpointTrouble(parts[1], parts[0] == Location, parts[2]),
        ];
    }

    // Reasons come from the operating system and from far sides.
    private static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, TextMax));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length + rune.Utf16SequenceLength > TextMax) break;
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return line.ToString();
    }
}
