using System.Xml;
using System.Xml.Linq;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>
/// Finds what a stylesheet may not do before it is run: call scripts or objects from outside, and read other documents.
/// </summary>
internal static class StylesheetCheck
{
    private const string Microsoft = "urn:schemas-microsoft-com:xslt";
    private const string Exslt = "http://exslt.org/common";

    private static readonly HashSet<string> Expressions =
        new(["select", "test", "match", "use", "value", "count", "from"], StringComparer.Ordinal);

    /// <summary>Checks all files.</summary>
    /// <exception cref="ComponentConfigurationException">One of them does something that is not allowed.</exception>
    public static void Check(StylesheetFiles files)
    {
        var scripts = files.Documents
            .SelectMany(document => document.Descendants(XName.Get("script", Microsoft)))
            .ToList();
        foreach (var document in files.Documents)
            foreach (var element in document.Descendants())
                foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
                    foreach (string call in CallsIn(element, attribute)) CheckCall(call, attribute, scripts);
    }

    private static IEnumerable<string> CallsIn(XElement element, XAttribute attribute)
    {
        bool isExpression = element.Name.NamespaceName == StylesheetFiles.Xslt
            && attribute.Name.NamespaceName.Length == 0 && Expressions.Contains(attribute.Name.LocalName);
        return isExpression
            ? XPathWords.Calls(attribute.Value)
            : XPathWords.Expressions(attribute.Value).SelectMany(XPathWords.Calls);
    }

    private static void CheckCall(string call, XAttribute attribute, List<XElement> scripts)
    {
        string file = attribute.Parent!.BaseUri;
        int line = ((IXmlLineInfo)attribute).LineNumber;
        if (call == "document")
            throw new ComponentConfigurationException(
                "document() reads other documents, and a map sees nothing but its message. Bring the values into "
                    + "the message before, or into the stylesheet itself: as elements of an xsl:variable that "
                    + "msxsl:node-set() makes a tree of.",
                file, line);
        int colon = call.IndexOf(':');
        if (colon < 0)
        {
            XPathFunctions.Check(call, attribute, file, line);
            return;
        }

        string prefix = call[..colon];
        string? ns = attribute.Parent.GetNamespaceOfPrefix(prefix)?.NamespaceName;
        if (ns is null or Microsoft or Exslt) return;
        var script = scripts.Find(s => NamespaceOf(s) == ns);
        string where = script is null
            ? $"is called, and there is no such function: objects from outside (namespace {ns}) are not offered."
            : $"is called, a function of the msxsl:script in line {((IXmlLineInfo)script).LineNumber}"
                + (script.BaseUri == file ? "." : $" of {script.BaseUri}.");
        throw new ComponentConfigurationException(
            $"{call}() {where} Scripts are not run. {Advice(call[(colon + 1)..])}", file, line);
    }

    private static string? NamespaceOf(XElement script)
    {
        string? prefix = script.Attribute("implements-prefix")?.Value;
        return prefix is null ? null : script.GetNamespaceOfPrefix(prefix)?.NamespaceName;
    }

    // What the functoids of BizTalk's mapper are in XPath, where they are something.
    private static string Advice(string function)
    {
        string name = function.TrimEnd("0123456789".ToCharArray());
        string? xpath = name switch
        {
            "StringConcat" => "concat(a, b)",
            "StringSize" => "string-length(a)",
            "StringSubstring" or "StringLeft" or "StringRight" => "substring(a, from, length)",
            "StringFind" => "string-length(substring-before(a, b)) + 1",
            "StringUpperCase" or "StringLowerCase" => "translate(a, 'abc…', 'ABC…')",
            "StringTrimLeft" or "StringTrimRight" => "normalize-space(a)",
            "LogicalEq" => "a = b",
            "LogicalNe" => "a != b",
            "LogicalLt" => "a < b",
            "LogicalGt" => "a > b",
            "LogicalLte" => "a <= b",
            "LogicalGte" => "a >= b",
            "LogicalAnd" => "a and b",
            "LogicalOr" => "a or b",
            "LogicalNot" => "not(a)",
            "LogicalExistence" => "boolean(a)",
            "LogicalIsNumeric" => "number(a) = number(a)",
            "MathAdd" => "a + b",
            "MathSubtract" => "a - b",
            "MathMultiply" => "a * b",
            "MathDivide" => "a div b",
            "MathMod" => "a mod b",
            "MathInt" => "floor(a)",
            "MathRound" => "round(a)",
            "AddToCumulativeSum" or "GetCumulativeSum" or "InitCumulativeSum" => "sum(nodes)",
            _ => null,
        };
        string inPlace = xpath is null ? "" : $"In XPath it is {xpath}; or write";
        return $"{(xpath is null ? "Write" : inPlace)} the map in C#, see docs/reference/maps.md.";
    }
}
