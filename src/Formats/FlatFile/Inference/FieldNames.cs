using System.Text;
using System.Xml;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Gives the parts of a record names that XML allows, each once.</summary>
internal sealed class FieldNames
{
    private const int NameMax = 64;

    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name made of a text of the file.</summary>
    public string Of(string text, string fallback)
    {
        var name = new StringBuilder();
        foreach (char c in text.Trim())
        {
            if (name.Length == NameMax) break;
            if (XmlConvert.IsNCNameChar(c)) name.Append(c);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
        }

        string candidate = name.ToString().Trim('_');
        if (candidate.Length == 0) candidate = fallback;
        if (!XmlConvert.IsStartNCNameChar(candidate[0])) candidate = "_" + candidate;
        string unique = candidate;
        for (int i = 2; !_used.Add(unique); i++) unique = $"{candidate}{i}";
        return unique;
    }
}
