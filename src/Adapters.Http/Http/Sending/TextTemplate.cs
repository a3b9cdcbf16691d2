using System.Text;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Sending;

/// <summary>A text with properties in braces.</summary>
internal sealed class TextTemplate
{
    private readonly List<(string Literal, MacroProperty? Property)> _parts = [];

    private TextTemplate()
    {
    }

    /// <summary>True if it is the same for every message.</summary>
    public bool IsFixed => _parts.TrueForAll(part => part.Property is null);

    /// <summary>Reads a template.</summary>
    /// <returns>It, or what is wrong with it.</returns>
    public static (TextTemplate? Template, string? Mistake) Parse(string text)
    {
        var template = new TextTemplate();
        int done = 0;
        while (text.IndexOf('{', done) is var open and >= 0)
        {
            int close = text.IndexOf('}', open);
            if (close < 0) return (null, $"has a brace that is not closed: {Text.Shown(text[open..])}.");
            string name = text[(open + 1)..close];
            if (MacroProperty.Parse(name) is not { } property)
            {
                return (null, $"has {Text.Shown(text[open..(close + 1)])}: write {{PREFIX.Name}} with one of "
                    + $"{string.Join(", ", MacroProperty.Prefixes.Keys)} or a property schema of the application, or "
                    + "{NAMESPACE#Name}.");
            }

            template._parts.Add((text[done..open], null));
            template._parts.Add(("", property));
            done = close + 1;
        }

        if (text.IndexOf('}', done) >= 0) return (null, "has a closing brace without an opening one.");
        template._parts.Add((text[done..], null));
        return (template, null);
    }

    /// <summary>Fills it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="port">The send port.</param>
    /// <param name="encode">What is done with values.</param>
    /// <param name="missing">The property that the message lacks, or null.</param>
    public string Fill(Message message, string port, Func<string, string> encode, out string? missing)
    {
        missing = null;
        if (_parts.Count == 1) return _parts[0].Literal;
        var filled = new StringBuilder();
        foreach (var (literal, property) in _parts)
        {
            filled.Append(literal);
            if (property is null) continue;
            if (property.ValueIn(message, port) is { } value) filled.Append(encode(value));
            else missing ??= property.Written;
        }

        return filled.ToString();
    }
}
