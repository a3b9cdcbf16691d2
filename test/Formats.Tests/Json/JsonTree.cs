using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Viaduct.Formats.Tests.Json;

/// <summary>Any documents, as text: JSON, and XML that JSON can have.</summary>
internal static class JsonTree
{
    private const int DepthMax = 4;

    private static readonly string[] Pieces =
    [
        "a", "b", "_", "x0041_", "@", "#text", "id", " ", "\n", "\r", "\t", "<", "&", "\"", "\\", "é", "😀", "1", "-",
        ":",
        "xmlns", "{", "]", "'", "\u007f", "\u2028", "item", "true", "null",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "1", "-1.50", "1e5", "1E-400", "123456789012345678901234567890.000000000000000000001", "0.1e+07",
    ];

    private static readonly string[] XmlNames = ["a", "b", "c", "größe", "x_x0020_y", "_x0031_", "item"];

    private static readonly string[] XmlTexts = ["x", " ", "y\nz", "é😀", "&", "<", "1", "true", "\r", "\""];

    /// <summary>Any document.</summary>
    public static Gen<string> Documents => Value(DepthMax).Select(value => value);

    /// <summary>
    /// Any element whose children of one name stand together, and whose text stands alone or in front of elements;
    /// beside these or attributes it does not begin with white space.
    /// </summary>
    public static Gen<string> Elements => Element("R", DepthMax);

    private static Gen<string> Text => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    private static Gen<string> Value(int depth)
    {
        var scalars = new List<Gen<string>>
        {
            Text.Select(Quoted), Text.Select(Escaped), Gen.Elements(Numbers), Gen.Elements("true", "false", "null"),
            Gen.Elements("{}", "[]", "\"\""),
        };
        if (depth == 0) return Gen.OneOf(scalars);
        var array = Value(depth - 1).ListOf().Select(items => $"[{string.Join(',', items.Take(4))}]");
        var name = Gen.OneOf(Text, Gen.Elements("a", "b", "@id", "#text", "@x", ""));
        var members = Gen.Zip(name, Value(depth - 1)).ListOf().Select(list => list.Take(5)
            .DistinctBy(member => member.Item1, StringComparer.Ordinal)
            .Select(member => $"{Quoted(member.Item1)}:{member.Item2}"));
        return Gen.OneOf([.. scalars, array, members.Select(list => $"{{{string.Join(',', list)}}}")]);
    }

    private static string Quoted(string text)
    {
        var result = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') result.Append('\\').Append(c);
            else if (c == '\n') result.Append("\\n");
            else if (c == '\r') result.Append("\\r");
            else if (c == '\t') result.Append("\\t");
            else result.Append(c);
        }

        return result.Append('"').ToString();
    }

    private static string Escaped(string text) => "\"" + string.Concat(
        text.Select(c => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture))) + "\"";

    private static Gen<string> Element(string name, int depth)
    {
        var text = Gen.Elements(XmlTexts).ListOf().Select(string.Concat);
        var attributes = Gen.SubListOf("p", "q_x0020_r").SelectMany(names => names.Count == 0
            ? Gen.Constant("")
            : text.Select(value => string.Concat(names.Select(n => $" {n}=\"{Attribute(value)}\""))));
        var only = Gen.Zip(attributes, text).Select(parts => parts.Item1.Length > 0 && IsSpace(parts.Item2)
            ? $"<{name}{parts.Item1} />"
            : parts.Item2.Length == 0 ? $"<{name}{parts.Item1} />"
            : $"<{name}{parts.Item1}>{(parts.Item1.Length > 0 ? "t" : "")}{Content(parts.Item2)}</{name}>");
        if (depth == 0) return only;
        var children = Gen.SubListOf(XmlNames).SelectMany(names => Children([.. names], depth - 1));
        var container = Gen.Zip(attributes, Gen.Zip(text, children)).Select(parts =>
        {
            string front = IsSpace(parts.Item2.Item1) ? "" : "t" + Content(parts.Item2.Item1);
            return $"<{name}{parts.Item1}>{front}{parts.Item2.Item2}</{name}>";
        });
        return Gen.OneOf(only, container);
    }

    private static Gen<string> Children(List<string> names, int depth)
    {
        var all = Gen.Constant("");
        foreach (string name in names.Take(3))
        {
            var some = Element(name, depth).NonEmptyListOf().Select(list => string.Concat(list.Take(3)));
            all = Gen.Zip(all, some).Select(pair => pair.Item1 + pair.Item2);
        }

        return names.Count == 0 ? Element("z", depth) : all;
    }

    private static bool IsSpace(string text) => text.AsSpan().Trim(" \t\r\n").IsEmpty;

    private static string Content(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace("\r", "&#xD;", StringComparison.Ordinal);

    private static string Attribute(string text) => Content(text).Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("\n", "&#xA;", StringComparison.Ordinal);

    /// <summary>A document in the one way in which equal documents are written; numbers as they are.</summary>
    public static string Normal(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
        var result = new StringBuilder();
        Normal(document.RootElement, result);
        return result.ToString();
    }

    private static void Normal(JsonElement value, StringBuilder result)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                result.Append('{');
                foreach (var member in value.EnumerateObject())
                {
                    result.Append(Quoted(member.Name)).Append(':');
                    Normal(member.Value, result);
                    result.Append(';');
                }

                result.Append('}');
                break;
            case JsonValueKind.Array:
                result.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Normal(item, result);
                    result.Append(',');
                }

                result.Append(']');
                break;
            case JsonValueKind.String:
                result.Append(Quoted(value.GetString()!));
                break;
            default:
                result.Append(value.GetRawText());
                break;
        }
    }
}
