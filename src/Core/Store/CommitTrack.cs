using Viaduct.Core.Messages;
using Viaduct.Core.Track;

namespace Viaduct.Core.Store;

/// <summary>
/// What one commit tracks: events and bodies, by retention class. Written anew for every batch, in buffers that are
/// used again. Not thread-safe.
/// </summary>
internal sealed class CommitTrack
{
    private readonly TrackWriter?[] _events = new TrackWriter?[TrackingRules.ClassesMax];
    private readonly ByteWriter?[] _bodies = new ByteWriter?[TrackingRules.ClassesMax];
    private readonly ByteWriter _sections = new(4096);
    private readonly Dictionary<(Publication, int Retention), (int Offset, int Length)> _published = [];
    private readonly List<(BytesBody Body, int Retention, int Offset, int Length)> _written = [];
    private List<KeptBody> _kept = [];
    private DateTimeOffset _at;
    private TrackingRules _rules = TrackingRules.Default;

    /// <summary>Begins a batch.</summary>
    /// <param name="rules">What is tracked in it.</param>
    public void Reset(TrackingRules rules)
    {
        _rules = rules;
        foreach (var events in _events) events?.Reset();
        foreach (var bodies in _bodies) bodies?.Reset();
        _published.Clear();
        _written.Clear();
        _kept = [];
    }

    /// <summary>A publication, with the bodies that its ports want.</summary>
    public void Published(Publication publication, DateTimeOffset at)
    {
        var source = _rules.OfSource(publication.Location);
        Events(source).Published(
            publication.Message, at, publication.Location, publication.MessageType, publication.Mapped,
            publication.Routes, source);
        if (!_rules.TracksBodies) return;
        _at = at;
        if (source.After) Body(publication, publication.Location, BodyPlace.After, source, at);
        foreach (var route in publication.Routes)
            if (_rules.OfPort(route.PortName) is { Before: true } port)
                Body(publication, route.PortName, BodyPlace.Before, port, at);
    }

    /// <summary>A delivery.</summary>
    public void Sent(in Delivery delivery) => Events(_rules.Of(delivery.Port)).Sent(
        delivery.MessageId, delivery.InterchangeId, delivery.At, delivery.Port);

    /// <summary>Any other event.</summary>
    public void Write(TrackEvent e) => Events(_rules.Of(e.Port)).Write(e);

    /// <summary>A message that was tracked before it came here.</summary>
    public void Tracked(TrackedMessage message, DateTimeOffset at)
    {
        int retention = message.Body.Retention;
        var record = message.Same is { } same
            ? RecordOf(same, retention, message.Keep)
            : Append(retention, message.Record.Span, message.BodyIds, message.Keep, message.Written);
        _at = at;
        Events(retention).Body(message.Body, at, record);
    }

    /// <summary>The events of all classes; valid until the next batch.</summary>
    public ReadOnlyMemory<byte> Track()
    {
        _sections.Reset();
        for (int i = 0; i < _events.Length; i++)
            if (_events[i] is { Written: { IsEmpty: false } blob }) TrackSections.Write(_sections, i, blob.Span);
        return _sections.Written;
    }

    /// <summary>The bodies, by class; valid until the next batch.</summary>
    public IReadOnlyList<TrackedBodiesRow> Bodies()
    {
        if (!_rules.TracksBodies) return [];
        List<TrackedBodiesRow>? rows = null;
        for (int i = 0; i < _bodies.Length; i++)
            if (_bodies[i] is { Length: > 0 } bodies) (rows ??= []).Add(new TrackedBodiesRow(i, bodies.Written));
        return rows ?? (IReadOnlyList<TrackedBodiesRow>)[];
    }

    /// <summary>The batch is durable: whoever tracks the same bodies soon can name them.</summary>
    public void Confirm(int lane, long sequence)
    {
        foreach (var (body, retention, offset, length) in _written)
            body.Copy = new BodyCopy(retention, lane, sequence, offset, length, _at);
    }

    /// <summary>The bodies in chunks that are named.</summary>
    public IReadOnlyList<KeptBody> Kept => _kept;

    private void Body(
        Publication publication, string port, BodyPlace place, PortTracking tracking, DateTimeOffset at)
    {
        var body = TrackedMessage.BodyOf(publication.Message, port, place, tracking);
        Events(tracking).Body(in body, at, RecordOf(publication, tracking.Retention, tracking.Keep));
    }

    // Once for each class, however many ports want it.
    private (int Offset, int Length) RecordOf(Publication publication, int retention, TimeSpan keep)
    {
        if (_published.TryGetValue((publication, retention), out var record)) return record;
        var message = publication.Message;
        record = Append(retention, publication.Record, StoredBodies.Of(message), keep, message.Body.Body);
        _published.Add((publication, retention), record);
        return record;
    }

    private (int Offset, int Length) Append(
        int retention, ReadOnlySpan<byte> record, IReadOnlyList<Guid> bodies, TimeSpan keep, Body? written)
    {
        var writer = _bodies[retention] ??= new ByteWriter(1 << 16);
        int offset = writer.Length;
        writer.Raw(record);
        foreach (var id in bodies) _kept.Add(new KeptBody(id, keep));
        if (written is BytesBody { Length: >= BodyCopy.BytesMin } bytes)
            _written.Add((bytes, retention, offset, record.Length));
        return (offset, record.Length);
    }

    private TrackWriter Events(PortTracking tracking) => Events(tracking.Retention);

    private TrackWriter Events(int retention) => _events[retention] ??= new TrackWriter();
}
