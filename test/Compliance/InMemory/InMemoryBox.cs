using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>
/// The database of in-memory stores: what all processes of a group share. It can be away or full, and a commit can be
/// held before it happens.
/// </summary>
public sealed class InMemoryBox(MessageBoxModel model, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _hint = NewSignal();
    private TaskCompletionSource? _away;
    private int _loseHints;

    /// <summary>An empty one with the time of a clock.</summary>
    public InMemoryBox(TimeProvider? clock = null)
        : this(new MessageBoxModel(), clock ?? TimeProvider.System)
    {
    }

    /// <summary>The store's clock.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>The bytes of a chunk of a body.</summary>
    public int ChunkBytes { get; init; } = 64 * 1024;

    /// <summary>If set, commits say that there is no room, with this text.</summary>
    public string? NoRoom { get; set; }

    /// <summary>Called before each commit; what it waits for holds the commit.</summary>
    public Func<CommitBatch, Task>? BeforeCommit { get; set; }

    /// <summary>Called after each commit with its result.</summary>
    public Action<CommitBatch, CommitResult>? AfterCommit { get; set; }

    /// <summary>Called before references are read; what it waits for holds the read.</summary>
    public Func<ReaderLane, Task>? BeforeRead { get; set; }

    /// <summary>
    /// Called before lanes and readers are acquired; what it waits for holds that, what it throws is the answer.
    /// </summary>
    public Func<CancellationToken, Task>? BeforeAcquire { get; set; }

    /// <summary>Called before a port is detached or joined; what it throws is the answer, nothing changes.</summary>
    public Action? BeforePortMoves { get; set; }

    /// <summary>Called after a port was detached or joined; what it throws is heard instead of the answer.</summary>
    public Action? AfterPortMoves { get; set; }

    /// <summary>Called before readers are given; what it throws is the answer, nothing changes.</summary>
    public Action? BeforeGifts { get; set; }

    /// <summary>Called after readers were given or not; what it throws is heard instead of the answer.</summary>
    public Action? AfterGifts { get; set; }

    /// <summary>Called before a session ends in good order.</summary>
    public Action? BeforeEnd { get; set; }

    /// <summary>False while the store is away: commits wait, everything else fails.</summary>
    public bool IsAvailable
    {
        get => Volatile.Read(ref _away) is null;
        set
        {
            if (value)
            {
                Interlocked.Exchange(ref _away, null)?.SetResult();
            }
            else
            {
                Interlocked.CompareExchange(ref _away, NewSignal(), null);
            }
        }
    }

    /// <summary>True if no hint is given, as when notifications get lost.</summary>
    public bool LosesHints
    {
        get => Volatile.Read(ref _loseHints) != 0;
        set => Volatile.Write(ref _loseHints, value ? 1 : 0);
    }

    /// <summary>Looks into the box as a test does, whether it is away or not.</summary>
    public T Peek<T>(Func<MessageBoxModel, T> look)
    {
        lock (_gate)
        {
            return look(model);
        }
    }

    /// <summary>Waits until the store is there.</summary>
    internal Task WhenAvailable(CancellationToken cancellationToken) =>
        Volatile.Read(ref _away)?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask;

    internal Task<T> Call<T>(Func<MessageBoxModel, DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }
        if (!IsAvailable)
        {
            return Task.FromException<T>(new StoreUnavailableException("The in-memory store is away."));
        }
        try
        {
            return Task.FromResult(Now(work));
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }

    internal T Now<T>(Func<MessageBoxModel, DateTimeOffset, T> work)
    {
        lock (_gate)
        {
            return work(model, Clock.GetUtcNow());
        }
    }

    /// <summary>Wakes those who wait for a hint.</summary>
    internal void Hint()
    {
        if (!LosesHints)
        {
            Interlocked.Exchange(ref _hint, NewSignal()).TrySetResult();
        }
    }

    internal Task NextHint() => Volatile.Read(ref _hint).Task;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
