namespace Viaduct.Core.Process;

/// <summary>
/// Lets the suspects of a whole process begin one after the other, whatever lane they are in: when the process dies,
/// at most one of them was in hand. Those that were alone at an earlier death come first.
/// </summary>
internal sealed class LoneTurn
{
    private readonly Lock _lock = new();
    private readonly Queue<Action> _first = [];
    private readonly Queue<Action> _then = [];
    private bool _isTaken;

    /// <summary>Begins now, or when it is the caller's turn. Whoever begins must <see cref="Leave"/>.</summary>
    /// <param name="begin">Begins; waits for nothing, and takes no lock that is held around a call of this.</param>
    /// <param name="isFirst">True for one that was alone at an earlier death.</param>
    public void Enter(Action begin, bool isFirst)
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

        begin();
    }

    /// <summary>The one whose turn it was has ended: the next begins.</summary>
    public void Leave()
    {
        Action? next;
        lock (_lock)
        {
            if (!_first.TryDequeue(out next) && !_then.TryDequeue(out next)) _isTaken = false;
        }

        next?.Invoke();
    }
}
