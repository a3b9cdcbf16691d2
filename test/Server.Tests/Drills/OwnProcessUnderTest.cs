using Viaduct.Server.Drills;

namespace Viaduct.Server.Tests.Drills;

/// <summary>Notes what a server would do to its process.</summary>
internal sealed class OwnProcessUnderTest : IOwnProcess, IWaker
{
    private readonly Lock _lock = new();
    private readonly List<string> _done = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool CanHang { get; init; } = true;

    /// <summary>Why no waker can be started; null if one can.</summary>
    public string? Refusal { get; init; }

    /// <summary>Completes when the process has been killed, or woken.</summary>
    public Task Over => _over.Task;

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<string> Done
    {
        get
        {
            lock (_lock) return [.. _done];
        }
    }

    public Task<IWaker> StartWakerAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        if (Refusal is not null) throw new IOException(Refusal);
        Note($"waker {duration.TotalMilliseconds}");
        return Task.FromResult<IWaker>(this);
    }

    public void Begin() => Note("begin");

    public void Hang() => Note("hang");

    public void Kill()
    {
        Note("kill");
        _over.TrySetResult();
    }

    public void Dispose()
    {
        Note("dispose");
        _over.TrySetResult();
    }

    private void Note(string what)
    {
        lock (_lock) _done.Add(what);
    }
}
