using System.Collections.Concurrent;
using Viaduct.Core.Process;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>
/// What becomes of the workers that a change replaces or removes: they do what was routed to them before the cut,
/// beside their successors, and end.
/// </summary>
internal sealed partial class SendPorts
{
    private static readonly TimeSpan LeavingMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LeavingPoll = TimeSpan.FromMilliseconds(10);

    // Those whose items move to their successors, and that end when what they have begun does.
    private readonly ConcurrentQueue<(string Name, IPortWorker Worker, Circuit? Circuit)> _retired = [];

    // Those that still work for themselves; changed under the lock of swapping.
    private readonly List<Leaving> _leaving = [];

    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>True if nothing works any more that was replaced.</summary>
    public bool IsSettled
    {
        get
        {
            lock (_swapping) return _leaving.Count == 0 && _retired.IsEmpty;
        }
    }

    /// <summary>Completes when something has been replaced since the last call.</summary>
    public Task WaitForChangeAsync(CancellationToken cancellationToken) => _changed.WaitAsync(cancellationToken);

    /// <summary>
    /// Waits until what was replaced has done its part, and ends it. What it has not done in time moves to its
    /// successor, or is suspended if there is none.
    /// </summary>
    /// <param name="time">How long what has begun may take.</param>
    /// <param name="cancellationToken">Ends the wait; what has begun is abandoned.</param>
    public async Task SettleAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        while (true)
        {
            bool isSettled = HastenFinished();
            if (!_retired.IsEmpty)
            {
                using var noTimeLeft = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                noTimeLeft.CancelAfter(time);
                await RetireAsync(noTimeLeft.Token);
            }

            if (isSettled) return;
            await Task.Delay(LeavingPoll, services.Time, cancellationToken);
        }
    }

    /// <summary>Ends what was replaced; what it had not begun moves to its successor.</summary>
    public async Task RetireAsync(CancellationToken noTimeLeft)
    {
        await Changing.WaitAsync(noTimeLeft);
        try
        {
            await RetireAllAsync(noTimeLeft);
        }
        finally
        {
            Changing.Release();
        }
    }

    private async Task RetireAllAsync(CancellationToken noTimeLeft)
    {
        while (_retired.ToArray() is { Length: > 0 } retired)
        {
            // None waits for what another has begun.
            foreach (var (name, worker, _) in retired)
            {
                var successor = Find(name) ?? Gone;
                foreach (var item in worker.Release(successor)) successor.Enqueue(item);
            }

            await Task.WhenAll(retired.Select(one => EndAsync(one.Name, one.Worker, noTimeLeft)));
            foreach (var (name, _, circuit) in retired)
            {
                circuit?.Dispose();
                _retired.TryDequeue(out _);
                LogStopped(_logger, name);
            }
        }
    }

    private async Task EndAsync(string name, IPortWorker worker, CancellationToken noTimeLeft)
    {
        var successor = Find(name) ?? Gone;
        foreach (var item in await worker.StopAsync(successor, noTimeLeft)) successor.Enqueue(item);
        await worker.DisposeAsync();
    }

    /// <summary>Lets a worker do what lies before the cut, and end.</summary>
    /// <param name="name">The port.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="circuit">Its circuit.</param>
    /// <param name="before">Where items went before the cut: the worker, or the door before it.</param>
    /// <param name="successor">Where they go after it.</param>
    /// <param name="cut">The cut.</param>
    private void LeaveLocked(
        string name, SendPortWorker worker, Circuit? circuit, ISendPortWorker before, ISendPortWorker successor,
        PortCut cut)
    {
        var door = new Succession(before, successor, cut);
        _leaving.Add(new Leaving(name, worker, circuit, door, cut, services.Time.GetTimestamp()));
        _changed.Release();
    }

    private void RetireLocked(string name, IPortWorker worker, Circuit? circuit)
    {
        _retired.Enqueue((name, worker, circuit));
        _changed.Release();
    }

    /// <summary>What stands where readers find a port, if a version of it is leaving.</summary>
    private Succession? DoorOf(string name) => _leaving.Find(leaving => leaving.Name == name)?.Door;

    /// <summary>
    /// Two versions of a port work side by side, never three: the eldest gives up what it has not begun.
    /// </summary>
    private void HastenLocked(string name)
    {
        foreach (var leaving in _leaving.Where(one => one.Name == name)) Hasten(leaving);
        _leaving.RemoveAll(one => one.Name == name);
    }

    private void HastenAll()
    {
        lock (_swapping)
        {
            foreach (var leaving in _leaving) Hasten(leaving);
            _leaving.Clear();
        }
    }

    /// <summary>Retires those that have done their part, and those whose time is over.</summary>
    /// <returns>True if none is left.</returns>
    private bool HastenFinished()
    {
        lock (_swapping)
        {
            var finished = _leaving.FindAll(one => one.IsDone || IsLate(one));
            foreach (var leaving in finished)
            {
                if (!leaving.IsDone) LogLate(_logger, leaving.Name, leaving.Worker.Unbegun);
                Hasten(leaving);
                _leaving.Remove(leaving);
            }

            return _leaving.Count == 0;
        }
    }

    private bool IsLate(Leaving leaving) => services.Time.GetElapsedTime(leaving.Since) > LeavingMax;

    private void Hasten(Leaving leaving)
    {
        leaving.Door.Close();
        RetireLocked(leaving.Name, leaving.Worker, leaving.Circuit);
    }

    private sealed record Leaving(
        string Name, SendPortWorker Worker, Circuit? Circuit, Succession Door, PortCut Cut, long Since)
    {
        /// <summary>True once everything before the cut has been handed to it, and it has begun all of that.</summary>
        public bool IsDone => Cut.IsPassed && Worker.Unbegun == 0;
    }
}
