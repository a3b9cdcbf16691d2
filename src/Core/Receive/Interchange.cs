using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Track;

namespace Viaduct.Core.Receive;

/// <summary>
/// One source item on its way into a commit entry: its messages as publications, its bad parts as suspended open items.
/// </summary>
internal sealed class Interchange
{
    // What a message needs in memory beside its record, and what a body beside the log needs in a commit.
    private const int MessageBytes = 2 << 10;
    private const int StoredBodyBytes = 8 << 10;

    private readonly ReceiveLocation _location;
    private readonly IntakeServices _services;
    private readonly SourceItem _item;
    private readonly DateTimeOffset _now;
    private readonly (int Publications, int Opened, int Events, int Bodies) _before;
    private readonly int _numbered;
    private long _bytes;

    /// <param name="location">Where it came in.</param>
    /// <param name="services">What an intake works with.</param>
    /// <param name="item">What came in.</param>
    /// <param name="entry">What is to be committed.</param>
    /// <param name="interchangeId">The id of one that comes again, or goes on; null for a new one.</param>
    /// <param name="numbered">How many of its messages earlier commits hold.</param>
    public Interchange(
        ReceiveLocation location, IntakeServices services, SourceItem item, CommitEntry entry, Guid? interchangeId,
        int numbered = 0)
    {
        (_location, _services, _item, Entry) = (location, services, item, entry);
        Messages = _numbered = numbered;
        _now = services.Time.GetUtcNow();

        // What is in the entry already belongs to others.
        _before = (CountOf(entry.Publications), CountOf(entry.Opened), CountOf(entry.Events), CountOf(entry.Bodies));
        Id = interchangeId ?? Ids.Create(_now);
    }

    public Guid Id { get; }

    /// <summary>Its spans; null if nobody wants them.</summary>
    public ReceiveTrace? Trace { get; init; }

    /// <summary>What came in.</summary>
    public SourceItem Item => _item;

    /// <summary>True if bodies of it may be in the store.</summary>
    public bool HasStoredBodies => _item.Body is IStoredBody || Entry.Bodies is not null;

    /// <summary>What is to be committed.</summary>
    public CommitEntry Entry { get; }

    /// <summary>The first failure, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>How many messages it has so far, with those of earlier commits.</summary>
    public int Messages { get; private set; }

    /// <summary>True if so much of it is in the entry that no more should be.</summary>
    public bool IsFull => _bytes >= _services.Limits.SliceBytes;

    /// <summary>True if it has several messages, and they are too much for one commit.</summary>
    public bool IsLarge => Messages > _numbered + 1 && _bytes > _services.Limits.InterchangeBytes;

    /// <summary>Adds a message to be published.</summary>
    public async ValueTask PublishAsync(PipelineMessage message, bool mapped, CancellationToken cancellationToken)
    {
        var body = await BodyKeeping.KeepAsync(message.Body, _services.Pipeline, cancellationToken);
        var others = await BodyKeeping.KeepAsync(message.OtherParts, _services.Pipeline, cancellationToken);
        var context = message.Context;
        _location.SetSystemProperties(context, ++Messages);
        Trace?.Write(context);
        var built = Build(body, message.ContentType, context.Build(), others);
        NoteBodies(built);
        string? type = built.Context.Text(SystemProperties.MessageType);
        var publication = Publication.Encode(built, _location.Name, type, mapped);
        _bytes += publication.Record.Length + MessageBytes;
        (Entry.Publications ??= []).Add(publication);
    }

    /// <summary>Adds a bad part, to be suspended alone with its bytes.</summary>
    public async ValueTask SuspendPartAsync(
        PipelineMessage part, Failure failure, CancellationToken cancellationToken)
    {
        var body = await BodyKeeping.KeepAsync(part.Body, _services.Unlimited, cancellationToken);
        var others = await BodyKeeping.KeepAsync(part.OtherParts, _services.Unlimited, cancellationToken);
        _location.SetSystemProperties(part.Context, ++Messages);
        Trace?.Write(part.Context);
        _bytes += MessageBytes + (body.TryGetBytes(out var bytes) ? bytes.Length : 0);
        Suspend(Build(body, part.ContentType, part.Context.Build(), others), failure);
    }

    /// <summary>Suspends the source item as it came in; nothing of it is published.</summary>
    public async ValueTask SuspendWholeAsync(Failure failure, CancellationToken cancellationToken)
    {
        await DiscardAsync();
        Suspend(await WholeAsync(cancellationToken), failure);
    }

    /// <summary>
    /// Takes the source item in as it came in, to be disassembled from the store in slices; nothing of it is published
    /// yet.
    /// </summary>
    public async ValueTask TakeWholeAsync(CancellationToken cancellationToken)
    {
        await DiscardAsync();
        var whole = await WholeAsync(cancellationToken);
        NoteBodies(whole);
        var row = OpenItems.Of(
            OpenItemKind.Receive, OpenItemState.Waiting, _location.Name, whole, messageType: null, null, _now);
        (Entry.Opened ??= []).Add(row with
        {
            Reader = -_services.ReaderOf(_location.Host), DueIn = TimeSpan.Zero,
            Transmit = new InterchangeProgress { Length = whole.Body.Body.Length ?? 0 }.ToString(),
        });
    }

    /// <summary>
    /// Tracks what came in as it came in, whatever became of it. Once, when all else is in the entry.
    /// </summary>
    public void TrackAsItCame(PortTracking tracking)
    {
        var only = CountOf(Entry.Publications) == _before.Publications + 1 ? Entry.Publications![^1] : null;
        bool passed = only is not null && ReferenceEquals(only.Message.Body.Body, _item.Body);
        (Entry.Tracked ??= []).Add(
            passed
                ? TrackedMessage.SameAs(only!, _location.Name, BodyPlace.Before, tracking)
                : TrackedMessage.Of(AsItCame(), _location.Name, BodyPlace.Before, tracking, _now));
        if (_item.Body is not IStoredBody stored || Entry.Bodies?.IndexOf(stored.BodyId, _before.Bodies) >= 0) return;
        // No message has it: it is there for what is tracked alone.
        stored.TryTake();
        (Entry.Bodies ??= []).Add(stored.BodyId);
    }

    private Message AsItCame() => new(
        Id, Id, _item.Context.Build(), [new MessagePart(MessagePart.BodyName, _item.Body, _item.ContentType)]);

    /// <summary>Takes everything of it out of the entry again.</summary>
    public ValueTask DiscardAsync()
    {
        foreach (var publication in Entry.Publications?.Skip(_before.Publications) ?? []) publication.Release();
        List<Guid> bodies = [.. Entry.Bodies?.Skip(_before.Bodies) ?? []];
        Cut(Entry.Publications, _before.Publications);
        Cut(Entry.Opened, _before.Opened);
        Cut(Entry.Events, _before.Events);
        Cut(Entry.Bodies, _before.Bodies);
        (Messages, _bytes, Failure) = (_numbered, 0, null);
        var own = (_item.Body as IStoredBody)?.BodyId;
        return RemoveAsync(bodies.Where(id => id != own));
    }

    /// <summary>Removes the bodies that were uploaded for it and that no commit has published.</summary>
    public async ValueTask DropBodiesAsync(bool isCommitted)
    {
        var own = (_item.Body as IStoredBody)?.BodyId;
        var named = Entry.Bodies?.Skip(_before.Bodies).ToList() ?? [];
        if (!isCommitted) await RemoveAsync(own is { } id ? named.Append(id).Distinct() : named);
        else if (own is { } body && !named.Contains(body)) await RemoveAsync([body]);
    }

    /// <summary>Removes the bodies that were made of it; what came in stays, to be worked once more.</summary>
    public ValueTask DropMadeBodiesAsync()
    {
        var own = (_item.Body as IStoredBody)?.BodyId;
        return RemoveAsync([.. (Entry.Bodies?.Skip(_before.Bodies) ?? []).Where(id => id != own)]);
    }

    private async ValueTask RemoveAsync(IEnumerable<Guid> bodies)
    {
        try
        {
            foreach (var id in bodies)
                await _services.Bodies.DiscardAsync(_services.Session, id, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // They go with the session.
        }
    }

    private static int CountOf<T>(List<T>? list) => list?.Count ?? 0;

    private static void Cut<T>(List<T>? list, int count)
    {
        if (list?.Count > count) list.RemoveRange(count, list.Count - count);
    }

    private async ValueTask<Message> WholeAsync(CancellationToken cancellationToken)
    {
        var body = await BodyKeeping.KeepAsync(_item.Body, _services.Unlimited, cancellationToken);
        var context = _item.Context;
        _location.SetSystemProperties(context, 1);
        Trace?.Write(context);
        return Build(body, _item.ContentType, context.Build(), []);
    }

    private void Suspend(Message message, Failure failure)
    {
        Failure ??= failure;
        NoteBodies(message);
        string? type = message.Context.Text(SystemProperties.MessageType);
        var row = OpenItems.Suspended(OpenItemKind.Receive, _location.Name, message, type, failure, _now);
        // Whether the far side would answer the same again is not known: a response is not received twice.
        if (_location.IsSendPort)
            row = row with { Kind = OpenItemKind.Response, State = OpenItemState.SuspendedNotResumable };
        (Entry.Opened ??= []).Add(row);
        (Entry.Events ??= []).Add(new TrackEvent
        {
            Kind = TrackEventKind.Suspended, At = _now, MessageId = message.Id, InterchangeId = Id,
            Port = _location.Name, MessageType = type, FailureCode = failure.Code, FailureText = failure.ToString(),
        });
    }

    private Message Build(
        Body body, string? contentType, MessageContext context, IReadOnlyList<MessagePart> others)
    {
        var part = new MessagePart(MessagePart.BodyName, body, contentType);
        return new Message(Ids.Create(_now), Id, context, others.Count == 0 ? [part] : [part, .. others]);
    }

    private void NoteBodies(Message message)
    {
        var ids = StoredBodies.Of(message);
        if (ids.Count == 0) return;
        (Entry.Bodies ??= []).AddRange(ids);
        _bytes += (long)ids.Count * StoredBodyBytes;
    }
}
