namespace Viaduct.Adapters.Tests.File;

/// <summary>
/// Ends a simulated process at a certain one of its effects: before it, or after it but before its answer. Every effect
/// on folders and store passes here, so that a test can try all of them in turn.
/// </summary>
internal sealed class CrashPlan(int at = int.MaxValue, bool isAfter = false)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>How many effects there were.</summary>
    public int Count => _count;

    /// <summary>True once the process has ended.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Completed when the process has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>What the effect was that the process ended at.</summary>
    public string? DiedAt { get; private set; }

    /// <summary>Passes an effect. One at a time: the order of effects is the order of the plan.</summary>
    public T Do<T>(string name, Func<T> effect)
    {
        lock (_gate)
        {
            if (IsDead) throw new CrashException();
            bool isLast = _count++ == at;
            if (isLast) (IsDead, DiedAt) = (true, (isAfter ? "after " : "before ") + name);
            if (isLast) _ended.TrySetResult();
            if (isLast && !isAfter) throw new CrashException();
            var result = effect();
            return isLast ? throw new CrashException() : result;
        }
    }

    /// <summary>Ends the process here and now.</summary>
    public void EndNow()
    {
        lock (_gate) IsDead = true;
        _ended.TrySetResult();
    }

    /// <summary>Passes a look: without effect, but a dead process does not even look.</summary>
    public T Look<T>(Func<T> look) => IsDead ? throw new CrashException() : look();
}
