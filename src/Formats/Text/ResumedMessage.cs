using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Text;

/// <summary>Recognises messages that were made of a part of a file, failed later, and were resumed.</summary>
internal static class ResumedMessage
{
    /// <summary>True if an interchange is such a message: it is not taken apart again.</summary>
    /// <param name="interchange">What came in.</param>
    /// <param name="messageType">The type of the messages, or null for any.</param>
    public static bool Is(PipelineMessage interchange, string? messageType) =>
        interchange.Context[XmlProperties.PartPlace].Kind == PropertyValueKind.String
            && interchange.Context[SystemProperties.MessageType] is { Kind: PropertyValueKind.String } type
            && (messageType is null || type.Text == messageType);
}
