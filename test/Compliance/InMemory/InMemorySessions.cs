using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Sessions of one process.</summary>
internal sealed class InMemorySessions(InMemoryBox box) : ISessionStore
{
    private readonly List<SessionId> _mine = [];
    private volatile bool _isDead;

    /// <inheritdoc/>
    public Task<SessionId?> StartAsync(SessionRequest request, CancellationToken cancellationToken) => Call(
        (model, now) =>
        {
            var id = model.Start(request, now);
            if (id is { } mine)
            {
                _mine.Add(mine);
                box.Hint();
            }
            return id;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> HeartbeatAsync(SessionId session, CancellationToken cancellationToken) =>
        Call((model, _) => model.Beat(session), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SessionRow>> ListAsync(CancellationToken cancellationToken) =>
        Call<IReadOnlyList<SessionRow>>(
            (model, _) =>
            [
                .. model.Sessions.Values.Select(one =>
                    new SessionRow(one.Id, one.Request, one.StartedAt, one.Heartbeat, one.LockHeld)
                    {
                        IsReady = one.Said?.Report.IsReady ?? false,
                        Load = one.Said?.Report.Load ?? 0,
                        ClockOffset = one.Said?.Offset,
                        Troubles = one.Said?.Report.Troubles ?? [],
                    }),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public async Task WaitForDeathAsync(SessionId session, TimeSpan longest, CancellationToken cancellationToken)
    {
        var hint = box.NextHint();
        if (!box.Peek(model => model.Sessions.TryGetValue(session.Value, out var one) && one.LockHeld)) return;
        try
        {
            await hint.WaitAsync(longest, box.Clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: as good as a hint.
        }
    }

    /// <inheritdoc/>
    public Task<bool> TakeOverAsync(SessionId dead, CancellationToken cancellationToken) =>
        Call((model, now) => Hinting(model.TakeOver(dead, now)), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ExpireAsync(SessionId hung, long heartbeat, CancellationToken cancellationToken) =>
        Call((model, now) => Hinting(model.Expire(hung, heartbeat, now)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> OpenReplyReaderAsync(SessionId session, CancellationToken cancellationToken) =>
        Call((model, _) => model.OpenReplyReader(session), cancellationToken);

    /// <inheritdoc/>
    public async Task<Holdings> AcquireAsync(
        SessionId session, int lanesMin, IReadOnlyCollection<int> readers, CancellationToken cancellationToken)
    {
        if (box.BeforeAcquire is { } before)
        {
            await before(cancellationToken);
        }
        return await Call((model, _) => model.Acquire(session, lanesMin, readers), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> GiveAsync(
        SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers, CancellationToken cancellationToken)
    {
        box.BeforeGifts?.Invoke();
        bool given = await Call((model, _) => Hinting(model.Give(session, heir, readers)), cancellationToken);
        box.AfterGifts?.Invoke();
        return given;
    }

    /// <inheritdoc/>
    public Task ReportAsync(SessionId session, SessionReport report, CancellationToken cancellationToken) =>
        Call((model, now) => model.Report(session, report, now), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReaderOwner>> ListOwnersAsync(CancellationToken cancellationToken) =>
        Call<IReadOnlyList<ReaderOwner>>(
            (model, _) =>
            [
                .. model.ReaderLanes.Values.Where(one => one.Owner != SessionId.None)
                    .OrderBy(one => one.Key.Reader).ThenBy(one => one.Key.Lane)
                    .Select(one => new ReaderOwner(one.Key, one.Owner)),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public Task EndAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (_isDead) throw new StoreUnavailableException("The process is dead.");
        box.BeforeEnd?.Invoke();
        return Call(
            (model, now) =>
            {
                model.End(session, now);
                return Hinting(true);
            },
            cancellationToken);
    }

    /// <summary>The process dies and never comes back: none of its calls is answered any more.</summary>
    internal void Die()
    {
        _isDead = true;
        Crash();
    }

    /// <summary>The locks of this process are free, whether the box is there or not.</summary>
    internal void Crash() => box.Now((model, _) =>
    {
        _mine.ForEach(model.Die);
        return Hinting(true);
    });

    private async Task<T> Call<T>(
        Func<MessageBoxModel, DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (_isDead) await Task.Delay(Timeout.InfiniteTimeSpan, box.Clock, cancellationToken);
        return await box.Call(work, cancellationToken);
    }

    private bool Hinting(bool changed)
    {
        if (changed)
        {
            box.Hint();
        }
        return changed;
    }
}
