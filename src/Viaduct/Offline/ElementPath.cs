using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>Finds the element in which a place of a document lies.</summary>
internal static class ElementPath
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, Async = true,
    };

    /// <summary>The elements from the root to the innermost one at the place.</summary>
    public static async Task<IReadOnlyList<ElementStep>> FindAsync(
        Body body, FailurePlace place, CancellationToken cancellationToken)
    {
        var path = new List<ElementStep>();
        // How often each name has been seen in each element that is open, and in the document.
        var seen = new Stack<Dictionary<string, int>>();
        seen.Push([]);
        await using var stream = await body.OpenAsync(cancellationToken);
        using var xml = XmlReader.Create(stream, Settings);
        while (await xml.ReadAsync() && Compare(xml, place) <= 0)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                var names = seen.Peek();
                int number = names[xml.LocalName] = names.GetValueOrDefault(xml.LocalName) + 1;
                bool isHere = Compare(xml, place) == 0;
                if (xml.IsEmptyElement && !isHere) continue;
                path.Add(new ElementStep(xml.LocalName, number));
                if (isHere) break;
                seen.Push([]);
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (Compare(xml, place) == 0) break;
                seen.Pop();
                path.RemoveAt(path.Count - 1);
            }
        }

        return path;
    }

    private static int Compare(XmlReader xml, FailurePlace place)
    {
        var at = (IXmlLineInfo)xml;
        return (at.LineNumber, (long)at.LinePosition).CompareTo(((int)(place.Line ?? 0), place.Column ?? 0));
    }
}
