using System.Text;
using System.Xml;
using System.Xml.Xsl;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Stylesheets;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Maps.Running;

/// <summary>Runs a stylesheet on one document: in a server, in a process of its own, and offline alike.</summary>
internal static class StylesheetRun
{
    /// <summary>Transforms, on the calling thread.</summary>
    /// <param name="stylesheet">The map.</param>
    /// <param name="input">The document.</param>
    /// <param name="contentType">Its media type, or null.</param>
    /// <param name="limits">The limits on both documents.</param>
    /// <param name="output">Where the result goes.</param>
    /// <exception cref="IOException">From <paramref name="output"/>.</exception>
    public static MapResult Run(
        Stylesheet stylesheet, ReadOnlyMemory<byte> input, string? contentType, PipelineLimits limits, Stream output)
    {
        string said = "";
        try
        {
            using var reader = new MapReader(input, contentType, limits);

            // Not disposed of on a failure, for that would write on.
            var result = stylesheet.Output.CreateWriter(output, limits.Depth);
            stylesheet.Transform(reader, message => said = message, result);
            if (IsXml(stylesheet) && !result.HasElement) return new MapResult(null, NoRoot(stylesheet.Path, reader));
            result.End();
            return new MapResult(result.Root?.MessageType, null);
        }
        catch (Exception e) when (Explain(stylesheet.Path, e, said) is { } failure)
        {
            return new MapResult(null, failure);
        }
    }

    // Without a method in xsl:output the result tells: it is XML unless its root is html.
    private static bool IsXml(Stylesheet stylesheet) =>
        stylesheet.Output.Settings.OutputMethod is XmlOutputMethod.Xml or XmlOutputMethod.AutoDetect;

    private static Failure NoRoot(string map, MapReader input) => new(
        FailureCodes.Invalid,
        $"The map {map} gives no XML document: its result has no root element. Probably no template matched the root "
            + $"element {input.Root?.MessageType} of the message. Compare name and namespace in the map's match and "
            + "select with it; if the result is to be text, let xsl:output say method=\"text\".");

    private static Failure? Explain(string map, Exception exception, string said)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            // The library tells of an empty document without a place, which reads as if the stylesheet were at fault.
            if (e is not XsltException && DocumentReader.Explain(e) is { } failure) return failure;
            if (e is EncoderFallbackException fallback) return Inexpressible(map, fallback);
        }

        if (exception is not (XsltException or ArgumentException or InvalidOperationException or FormatException))
            return null;
        string text = Excerpt.OfSentence(exception.Message);
        if (exception is XsltException && said.Length > 0 && exception.Message.Contains(said, StringComparison.Ordinal))
            return new Failure(
                FailureCodes.Invalid,
                $"The map {map} refuses the message by xsl:message: {Excerpt.OfSentence(said)} Have the sender correct "
                    + "the document, or correct the map.");
        return new Failure(
            FailureCodes.ComponentDefect,
            $"The map {map} fails: {text} Correct the map, or have the sender correct the document.",
            exception is XsltException { LineNumber: > 0 } at
                ? new FailurePlace(at.LineNumber, at.LinePosition, Record: PackageResolver.PathOf(at.SourceUri))
                : null);
    }

    private static Failure Inexpressible(string map, EncoderFallbackException e) => new(
        FailureCodes.ComponentDefect,
        $"The map {map} gives the character {TargetCharset.CharacterOf(e)}, which the encoding of its xsl:output does "
            + "not have. Let xsl:output name utf-8.");
}
