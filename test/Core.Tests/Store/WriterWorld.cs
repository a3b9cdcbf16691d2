using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Store;

/// <summary>A writer over a scripted store, with everything around it that it tells.</summary>
internal sealed class WriterWorld : IRouteResolver, ISegmentListener, IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private bool _started;

    /// <summary>A writer over a store whose answers are given.</summary>
    public WriterWorld(Func<CommitBatch, CommitResult?> answer, TimeSpan? comeBackWait = null)
        : this(new ScriptedStore(answer), new SessionId(7), new LaneGrant(3, 5, 100), comeBackWait)
    {
    }

    public WriterWorld(IStore store, SessionId session, LaneGrant lane, TimeSpan? comeBackWait = null)
    {
        Store = store;
        var millisecond = TimeSpan.FromMilliseconds(1);
        var options = new CommitUnitOptions
        {
            NoRoomWait = millisecond, ComeBackWait = comeBackWait ?? millisecond,
        };
        Unit = new CommitUnit(store, session, this, this, options, TimeProvider.System, NullLogger.Instance);
        Unit.AddLanes([lane]);
    }

    public IStore Store { get; }

    public ScriptedStore Script => (ScriptedStore)Store;

    public CommitUnit Unit { get; }

    public long Version { get; set; } = 1;

    /// <summary>The reader that every message is routed to.</summary>
    public int Target { get; init; } = 1;

    /// <summary>The port that the messages to come are routed to.</summary>
    public int Port { get; set; } = 1;

    /// <summary>What a reader does with what it is handed.</summary>
    public Action<long, List<HandedMessage>> OnCommitted { get; set; } = (_, _) => { };

    public List<ReaderLane> ReadersLost { get; } = [];

    public int SessionsLost { get; private set; }

    public long Resolve(CommitEntry entry)
    {
        foreach (var publication in entry.Publications!)
            publication.Routes = [new PortRoute(Target, Port, $"port {Port}")];
        return Version;
    }

    public Task EnsureAsync(long version, CancellationToken cancellationToken)
    {
        Version = version;
        return Task.CompletedTask;
    }

    public void Committed(ReaderLane readerLane, long sequence, List<HandedMessage> messages) =>
        OnCommitted(sequence, messages);

    public void Tracked(int lane, long sequence, ReadOnlyMemory<byte> track)
    {
    }

    public void SessionLost() => SessionsLost++;

    public void ReaderLost(ReaderLane readerLane) => ReadersLost.Add(readerLane);

    /// <summary>Commits these together and tells what became of each.</summary>
    public async Task<EntryOutcome[]> CommitAsync(params Action<CommitEntry>[] fill)
    {
        var waiters = Enqueue(fill);
        if (!_started) Unit.Start();
        _started = true;
        return await Task.WhenAll(waiters.Select(w => w.Outcome)).WaitAsync(Patience);
    }

    /// <summary>Commits entries in the name of these leases together and tells what became of each.</summary>
    public async Task<EntryOutcome[]> CommitAsync(LeaseFence?[] leases)
    {
        var waiters = leases.Select(_ => new EntryWaiter()).ToList();
        foreach (var (waiter, lease) in waiters.Zip(leases)) Unit.Enqueue(new CommitEntry(waiter) { Lease = lease });
        Unit.Start();
        return await Task.WhenAll(waiters.Select(w => w.Outcome)).WaitAsync(Patience);
    }

    /// <summary>Hands these over.</summary>
    public List<EntryWaiter> Enqueue(params Action<CommitEntry>[] fill)
    {
        var waiters = new List<EntryWaiter>();
        foreach (var one in fill)
        {
            var waiter = new EntryWaiter();
            var entry = new CommitEntry(waiter);
            one(entry);
            Unit.Enqueue(entry);
            waiters.Add(waiter);
        }

        return waiters;
    }

    /// <summary>A progress of a reader in this lane, with one item loaded in each of the sequences 1 to 9.</summary>
    public static ReaderProgress Reader(int number)
    {
        var lane = new ReaderLane(number, 3);
        var progress = new ReaderProgress(
            new ReaderGrant(lane, 1, new ProgressRow(lane, 0, 0, Position.Start, default), [], 0));
        for (int sequence = 1; sequence < 10; sequence++) progress.Load(sequence, 1);
        return progress;
    }

    /// <summary>An open item with a text to know it by.</summary>
    public static OpenItemRow Item(string port) => new()
    {
        Id = Guid.CreateVersion7(), Kind = OpenItemKind.Send, State = OpenItemState.Waiting, Reader = 1, Port = port,
        MessageId = Guid.Empty, InterchangeId = Guid.Empty,
    };

    /// <summary>A message to publish.</summary>
    public static Publication Message(string text)
    {
        var id = Guid.CreateVersion7();
        var message = new Message(
            id, id, new MessageContextBuilder().Build(),
            [new MessagePart("body", Body.From(System.Text.Encoding.UTF8.GetBytes(text)), null)]);
        return Publication.Encode(message, "in", null, mapped: false);
    }

    public ValueTask DisposeAsync() => Unit.DisposeAsync();
}
