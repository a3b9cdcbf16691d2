using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Viaduct.Cli.Demo;

/// <summary>
/// A digest of what a document says: names, attributes in any order, text, comments, processing instructions; not how
/// it is written (encoding, prefixes' declarations, quotes, CDATA).
/// </summary>
internal static class CanonicalXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true,
    };

    /// <summary>The digest in hexadecimal.</summary>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    public static string Digest(Stream document)
    {
        using var reader = XmlReader.Create(document, Settings);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        while (reader.Read())
        {
            if (IsText(reader.NodeType))
            {
                // White space around the root is no part of the document.
                if (reader.Depth > 0) text.Append(reader.Value);
                continue;
            }

            if (text.Length > 0) Add(hash, "text", text.ToString());
            text.Clear();
            AddNode(hash, reader);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsText(XmlNodeType type) => type is XmlNodeType.Text or XmlNodeType.CDATA
        or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    private static void AddNode(IncrementalHash hash, XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                bool isEmpty = reader.IsEmptyElement;
                Add(hash, "element", reader.NamespaceURI, reader.LocalName);
                foreach (string attribute in Attributes(reader)) Add(hash, "attribute", attribute);
                if (isEmpty) Add(hash, "end");
                break;
            case XmlNodeType.EndElement:
                Add(hash, "end");
                break;
            case XmlNodeType.Comment:
                Add(hash, "comment", reader.Value);
                break;
            case XmlNodeType.ProcessingInstruction:
                Add(hash, "instruction", reader.Name, reader.Value);
                break;
        }
    }

    private static IEnumerable<string> Attributes(XmlReader reader)
    {
        const string Declarations = "http://www.w3.org/2000/xmlns/";
        var attributes = new List<string>();
        while (reader.MoveToNextAttribute())
            if (reader.NamespaceURI != Declarations)
                attributes.Add($"{{{reader.NamespaceURI}}}{reader.LocalName}={reader.Value}");
        return attributes.Order(StringComparer.Ordinal);
    }

    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
