using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>
/// What an interchange is that comes again because a person resumed it: a part of a file, without the file's header, or
/// a message that was made of one and failed later. Of a file itself nothing is set.
/// </summary>
/// <param name="Place">Where the part began in its file, or null.</param>
/// <param name="IsMessage">True if the interchange is such a message.</param>
/// <param name="Charset">How the part's file is encoded, or null.</param>
internal readonly record struct ResumedPart(string? Place, bool IsMessage, string? Charset)
{
    /// <summary>Asks the properties that <c>recoverable</c> gave it.</summary>
    public static ResumedPart Of(PipelineMessage interchange, string messageType)
    {
        var context = interchange.Context;
        string? place = TextOf(context[FlatFileProperties.SuspendedPart]);
        bool isMessage = place is null && TextOf(context[XmlProperties.PartPlace]) is not null
            && TextOf(context[SystemProperties.MessageType]) == messageType;
        return new ResumedPart(place, isMessage, TextOf(context[XmlProperties.SourceCharset]));
    }

    /// <summary>The schemas to read it with.</summary>
    public FlatSchemas SchemasOf(FlatSchemas schemas)
    {
        if (Place is null) return schemas;
        var encoding = Charset is null ? null : Charsets.Find(Charset);
        var body = encoding is null ? schemas.Body : schemas.Body with { Encoding = encoding };
        return schemas with { Header = null, Body = body, IsPart = true };
    }

    private static string? TextOf(in PropertyValue value) =>
        value.Kind == PropertyValueKind.String ? value.Text : null;
}
