using System.Xml.Linq;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>The functions that expressions of a stylesheet can call without a prefix.</summary>
internal static class XPathFunctions
{
    private static readonly string[] Known =
    [
        "boolean", "ceiling", "concat", "contains", "count", "current", "document", "element-available", "false",
        "floor", "format-number", "function-available", "generate-id", "id", "key", "lang", "last", "local-name",
        "name", "namespace-uri", "normalize-space", "not", "number", "position", "round", "starts-with", "string",
        "string-length", "substring", "substring-after", "substring-before", "sum", "system-property", "translate",
        "true", "unparsed-entity-uri",
    ];

    // Tests of nodes, and operators with an expression in parentheses behind them.
    private static readonly HashSet<string> Others = new(
        ["and", "comment", "div", "mod", "node", "or", "processing-instruction", "text"], StringComparer.Ordinal);

    /// <summary>Refuses a name that is none of them, with the one that is near.</summary>
    /// <exception cref="ComponentConfigurationException">There is no such function.</exception>
    public static void Check(string name, XAttribute attribute, string file, int line)
    {
        if (Others.Contains(name) || Known.Contains(name, StringComparer.Ordinal)) return;
        // A stylesheet of a later version may guard what it calls by function-available().
        if (attribute.Document?.Root?.Attribute("version")?.Value.Trim() != "1.0") return;
        string meant = Spelling.Nearest(name, Known) is { } near
            ? $"Is {near}() meant?"
            : $"There are {string.Join(", ", Known.Except(["document"], StringComparer.Ordinal))}; functions of later "
                + "versions are not run. Write the map in C# if it needs more, see docs/reference/maps.md.";
        throw new ComponentConfigurationException(
            $"{name}() is called, and XPath 1.0 and XSLT 1.0 have no such function. {meant}", file, line);
    }
}
