using Viaduct.Formats.Json.Reading;

namespace Viaduct.Formats.Json.Writing;

/// <summary>The name of a property that is written.</summary>
internal sealed class MemberName
{
    /// <summary>Learns a name.</summary>
    public MemberName(string text)
    {
        Text = text;
        using var buffer = new JsonBuffer();
        buffer.String(text);
        buffer.Write(":"u8);
        Json = buffer.Written.ToArray();
    }

    /// <summary>As it is in JSON, without escapes.</summary>
    public string Text { get; }

    /// <summary>As it is written, with quotes and colon.</summary>
    public byte[] Json { get; }

    /// <summary>Where it was seen last.</summary>
    public ScopedName Scope { get; } = new();
}
