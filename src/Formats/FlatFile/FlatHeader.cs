using System.Text;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>Reads the header of a file, and keeps it as XML if it is wanted with each message.</summary>
internal static class FlatHeader
{
    private const int CharactersMax = 64 << 10;

    /// <summary>Reads it.</summary>
    /// <returns>The header as XML, or null if it is not to be kept.</returns>
    /// <exception cref="DocumentFaultException">The file does not fit, or the header is too long.</exception>
    public static async ValueTask<string?> ReadAsync(
        FlatParser parser, FlatGrammar grammar, FlatFileOptions options, CancellationToken cancellationToken)
    {
        if (!options.PreserveHeader)
        {
            await parser.ReadHeaderAsync(null, static () => default, cancellationToken);
            return null;
        }

        var text = new StringBuilder();
        using var xml = XmlWriter.Create(
            text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize });
        var emitter = new XmlEmitter(grammar, parser.State, xml) { Validates = options.Validate };
        await parser.ReadHeaderAsync(emitter, () => Small(text), cancellationToken);
        xml.Flush();
        return text.ToString();
    }

    private static ValueTask Small(StringBuilder text) => text.Length <= CharactersMax
        ? default
        : throw new DocumentFaultException(new Failure(
            FailureCodes.Limit,
            $"The header is longer than {CharactersMax:N0} characters as XML, so it is not kept with each message. Do "
                + "without preserveHeader."));
}
