namespace Viaduct.Core.Store;

/// <summary>
/// Tells a loop that hangs from one that waits. The loop says when it comes round and when it leaves, to wait for
/// somebody else: its callers, or the store, whose absence is a pause and no hang (invariant 9).
/// </summary>
internal sealed class Pulse
{
    private long _turns;
    private long _seen = -1;
    private volatile bool _isOutside = true;

    /// <summary>The loop works by itself from now on, and must not do so for long.</summary>
    public void Come()
    {
        Interlocked.Increment(ref _turns);
        _isOutside = false;
    }

    /// <summary>The loop waits for somebody else, for as long as it takes.</summary>
    public void Leave() => _isOutside = true;

    /// <summary>
    /// True if the loop has come round since this was last asked, or waits for somebody else. For one caller.
    /// </summary>
    public bool HasMoved()
    {
        long turns = Interlocked.Read(ref _turns);
        bool moved = turns != _seen || _isOutside;
        _seen = turns;
        return moved;
    }
}
