using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Viaduct.Server.Api;

/// <summary>What the comments of the API's records say, by the file that the compiler writes.</summary>
internal sealed partial class RecordDocs
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Reads the file.</summary>
    public RecordDocs(string path)
    {
        foreach (var member in XDocument.Load(path).Descendants("member"))
        {
            string name = (string)member.Attribute("name")!;
            if (member.Element("summary") is { } summary) _texts[Key(name)] = TextOf(summary);
            // A positional record describes its properties as parameters.
            foreach (var parameter in member.Elements("param"))
                _texts.TryAdd(Key($"{name}.{(string)parameter.Attribute("name")!}"), TextOf(parameter));
        }
    }

    /// <summary>What is said of a record; null if nothing is.</summary>
    public string? Of(Type record) => _texts.GetValueOrDefault(Key($"T:{record.FullName}"));

    /// <summary>What is said of a property; null if nothing is.</summary>
    public string? Of(Type record, string property) =>
        _texts.GetValueOrDefault(Key($"T:{record.FullName}.{property}"));

    // JSON begins its names with a small letter, and what kind of member it is does not matter.
    private static string Key(string name) => name[2..].ToUpperInvariant();

    private static string TextOf(XElement element)
    {
        foreach (var see in element.Descendants("see").ToList())
            see.ReplaceWith(((string?)see.Attribute("cref"))?.Split('.')[^1] ?? "");
        return Spaces().Replace(element.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
