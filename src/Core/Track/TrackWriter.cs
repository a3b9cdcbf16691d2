using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>
/// Writes the events of one commit as a compact blob: times as distances, each text once. Used again for the next blob.
/// Not thread-safe.
/// </summary>
internal sealed class TrackWriter
{
    internal const byte Version = 1;
    internal const byte MappedFlag = 0x80;
    private const int TextMax = 2_000;

    private readonly ByteWriter _writer = new(4096);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private long _time;

    /// <summary>The blob; empty if nothing was written. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _writer.Written;

    public void Reset()
    {
        _writer.Reset();
        _texts.Clear();
        _time = 0;
    }

    /// <summary>A publication, without an event object: this is the hot path.</summary>
    public void Published(
        Message message, DateTimeOffset at, string location, string? type, bool mapped, ReadOnlySpan<PortRoute> routes)
    {
        Head(TrackEventKind.Published, at, message.Id, mapped);
        _writer.Guid(message.InterchangeId);
        Text(location);
        Text(type ?? "");
        _writer.Number((ulong)(message.Body.Body.Length ?? 0));
        _writer.Number(routes.Length);
        foreach (var route in routes) Text(route.PortName);
    }

    /// <summary>A delivery, without an event object: this is the hot path.</summary>
    public void Sent(Guid messageId, DateTimeOffset at, string port)
    {
        Head(TrackEventKind.Sent, at, messageId, mapped: false);
        Text(port);
    }

    /// <summary>Any other event.</summary>
    public void Write(TrackEvent e)
    {
        Head(e.Kind, e.At, e.MessageId, mapped: false);
        if (e.Kind == TrackEventKind.Sent)
        {
            Text(e.Port);
            return;
        }

        _writer.Guid(e.InterchangeId);
        Text(e.Port);
        Text(e.MessageType ?? "");
        Text(e.FailureCode ?? "");
        Text(Shorten(e.FailureText ?? ""));
    }

    private void Head(TrackEventKind kind, DateTimeOffset at, Guid messageId, bool mapped)
    {
        if (_writer.Length == 0) _writer.Byte(Version);
        _writer.Byte((byte)((int)kind | (mapped ? MappedFlag : 0)));
        long time = at.UtcTicks / TimeSpan.TicksPerMicrosecond;
        _writer.Signed(time - _time);
        _time = time;
        _writer.Guid(messageId);
    }

    private void Text(string text)
    {
        if (text.Length == 0)
        {
            _writer.Number(0);
            return;
        }

        if (_texts.TryGetValue(text, out int index))
        {
            _writer.Number(index + 2);
            return;
        }

        _texts.Add(text, _texts.Count);
        _writer.Number(1);
        _writer.Text(text);
    }

    private static string Shorten(string text) => text.Length <= TextMax ? text : text[..TextMax] + "…";
}
