using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>
/// Writes the events of one commit as a compact blob: times as distances, each text once, an interchange only where it
/// is another than before. Used again for the next blob. Not thread-safe.
/// </summary>
internal sealed class TrackWriter
{
    internal const byte Version = 2;
    internal const byte MappedFlag = 0x80;
    internal const byte SameInterchangeFlag = 0x40;
    internal const byte KindMask = 0x3f;
    private const int TextMax = 2_000;

    private readonly ByteWriter _writer = new(4096);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private long _time;
    private Guid _interchangeId;

    /// <summary>The blob; empty if nothing was written. Valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _writer.Written;

    public void Reset()
    {
        _writer.Reset();
        _texts.Clear();
        _time = 0;
        _interchangeId = Guid.Empty;
    }

    /// <summary>A publication, without an event object: this is the hot path.</summary>
    public void Published(
        Message message, DateTimeOffset at, string location, string? type, bool mapped, ReadOnlySpan<PortRoute> routes,
        PortTracking tracking)
    {
        Head(TrackEventKind.Published, at, message.Id, message.InterchangeId, mapped);
        Text(location);
        Text(type ?? "");
        _writer.Number((ulong)(message.Body.Body.Length ?? 0));
        _writer.Number(routes.Length);
        foreach (var route in routes) Text(route.PortName);
        Properties(message.Context, tracking);
    }

    /// <summary>A delivery, without an event object: this is the hot path.</summary>
    public void Sent(Guid messageId, Guid interchangeId, DateTimeOffset at, string port)
    {
        Head(TrackEventKind.Sent, at, messageId, interchangeId, mapped: false);
        Text(port);
    }

    /// <summary>A tracked body.</summary>
    /// <param name="body">What was tracked, and where.</param>
    /// <param name="at">When.</param>
    /// <param name="record">Where it stands among the bodies of its class in this commit.</param>
    public void Body(in TrackedBody body, DateTimeOffset at, (int Offset, int Length) record)
    {
        Head(TrackEventKind.Body, at, body.MessageId, body.InterchangeId, mapped: false);
        Text(body.Port);
        _writer.Byte((byte)body.Place);
        _writer.Number(body.Retention);
        _writer.Number(record.Offset);
        _writer.Number(record.Length);
        _writer.Number((ulong)body.Bytes);
    }

    /// <summary>Any other event.</summary>
    public void Write(TrackEvent e)
    {
        Head(e.Kind, e.At, e.MessageId, e.InterchangeId, mapped: false);
        Text(e.Port);
        if (e.Kind == TrackEventKind.Sent) return;
        Text(e.MessageType ?? "");
        Text(e.FailureCode ?? "");
        Text(Shorten(e.FailureText ?? ""));
    }

    private void Head(TrackEventKind kind, DateTimeOffset at, Guid messageId, Guid interchangeId, bool mapped)
    {
        if (_writer.Length == 0) _writer.Byte(Version);
        bool same = interchangeId == _interchangeId;
        _writer.Byte((byte)((int)kind | (mapped ? MappedFlag : 0) | (same ? SameInterchangeFlag : 0)));
        long time = at.UtcTicks / TimeSpan.TicksPerMicrosecond;
        _writer.Signed(time - _time);
        _time = time;
        _writer.Guid(messageId);
        if (same) return;
        _writer.Guid(interchangeId);
        _interchangeId = interchangeId;
    }

    private void Properties(MessageContext context, PortTracking tracking)
    {
        int count = 0;
        foreach (ref readonly var property in context.Properties)
            if (count < TrackedProperty.PropertiesMax && tracking.Wants(in property)) count++;
        _writer.Number(count);
        if (count == 0) return;
        foreach (ref readonly var property in context.Properties)
        {
            if (!tracking.Wants(in property)) continue;
            Text(property.Key.Namespace);
            Text(property.Key.Name);
            // Not remembered like the other texts: most values come once.
            _writer.Text(TrackedProperty.Cut(property.Value.ToString()));
            if (--count == 0) return;
        }
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
