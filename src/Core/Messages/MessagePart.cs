namespace Viaduct.Core.Messages;

/// <summary>A named part of a message. The first part is the body; the others are attachments.</summary>
/// <param name="Name">The name, unique in its message; <c>body</c> for the body part.</param>
/// <param name="Body">The bytes.</param>
/// <param name="ContentType">The media type (RFC 9110, section 8.3), or null if unknown.</param>
public sealed record MessagePart(string Name, Body Body, string? ContentType = null)
{
    /// <summary>The name of the body part.</summary>
    public const string BodyName = "body";
}
