using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>The encoding that a message is to be written in.</summary>
internal static class TargetCharset
{
    /// <summary>What the context property <see cref="XmlProperties.TargetCharset"/> asks for.</summary>
    /// <returns>Null if it asks for nothing.</returns>
    /// <exception cref="DocumentFaultException">Nobody knows the encoding.</exception>
    public static Encoding? Of(MessageContextBuilder context)
    {
        var wanted = context[XmlProperties.TargetCharset];
        return wanted.Kind == PropertyValueKind.None ? null : Find(wanted.ToString());
    }

    /// <summary>The encoding of a name that stands in the context.</summary>
    /// <exception cref="DocumentFaultException">Nobody knows it.</exception>
    public static Encoding Find(string name) => Charsets.Find(name) ?? throw new DocumentFaultException(new Failure(
        FailureCodes.Invalid,
        $"The charset '{Excerpt.Of(name)}' of the context property {XmlProperties.TargetCharset} is not known. Use an "
            + "IANA name or a code page number."));

    /// <summary>The character that an encoding lacks, as <c>U+20AC</c>.</summary>
    public static string CharacterOf(EncoderFallbackException error)
    {
        int code = error.CharUnknownHigh != '\0'
            ? char.ConvertToUtf32(error.CharUnknownHigh, error.CharUnknownLow)
            : error.CharUnknown;
        return $"U+{code:X4}";
    }

    /// <summary>What an encoding lacks that is told by the file's own settings.</summary>
    /// <param name="error">What the encoder says.</param>
    /// <param name="correction">What else may be chosen: <c>Use another charset</c>.</param>
    public static Failure Lacks(EncoderFallbackException error, string correction) => new(
        FailureCodes.Invalid,
        $"The encoding has no character {CharacterOf(error)}, which is in the document. {correction}, or replace the "
            + "character in a map.");
}
