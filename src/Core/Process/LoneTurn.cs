namespace Viaduct.Core.Process;

/// <summary>
/// Lets the suspects of a whole process begin one after the other, whatever lane they are in: when the process dies,
/// at most one of them was in hand. Those that were alone at an earlier death come first.
/// </summary>
internal sealed class LoneTurn
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<bool>> _first = [];
    private readonly Queue<Func<bool>> _then = [];
    private bool _isTaken;

    /// <summary>Begins now, or when it is the caller's turn. Whoever begins must <see cref="Leave"/>.</summary>
    /// <param name="begin">
    /// Begins, or returns false if there is nothing to begin any more. Waits for nothing; takes no lock that is held
    /// around a call of <see cref="Leave"/>.
    /// </param>
    /// <param name="isFirst">True for one that was alone at an earlier death.</param>
    public void Enter(Func<bool> begin, bool isFirst)
    {
        lock (_lock)
        {
            if (_isTaken)
            {
                (isFirst ? _first : _then).Enqueue(begin);
                return;
            }

            _isTaken = true;
        }

        if (!begin()) Leave();
    }

    /// <summary>The one whose turn it was has ended: the next begins.</summary>
    public void Leave()
    {
        while (Next() is { } begin)
            if (begin()) return;
    }

    private Func<bool>? Next()
    {
        lock (_lock)
        {
            if (_first.TryDequeue(out var next) || _then.TryDequeue(out next)) return next;
            _isTaken = false;
            return null;
        }
    }
}
