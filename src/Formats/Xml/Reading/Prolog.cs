using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Finds the DTD in front of a document, whose place the library's parser does not tell.</summary>
internal static class Prolog
{
    /// <summary>Where the DTD begins, or null if it is not in <paramref name="start"/>.</summary>
    public static FailurePlace? DtdIn(string start)
    {
        int at = 0;
        while (at >= 0 && (at = start.IndexOf('<', at)) >= 0)
        {
            var rest = start.AsSpan(at);
            if (rest.StartsWith("<!DOCTYPE", StringComparison.Ordinal)) return PlaceOf(start, at);
            at = rest switch
            {
                ['<', '!', '-', '-', ..] => start.IndexOf("-->", at, StringComparison.Ordinal),
                ['<', '?', ..] => start.IndexOf("?>", at, StringComparison.Ordinal),
                _ => -1,
            };
        }

        return null;
    }

    private static FailurePlace PlaceOf(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return new FailurePlace(before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
