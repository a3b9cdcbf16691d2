using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Sessions of one process.</summary>
internal sealed class InMemorySessions(InMemoryBox box) : ISessionStore
{
    private readonly List<SessionId> _mine = [];

    /// <inheritdoc/>
    public Task<SessionId?> StartAsync(SessionRequest request, CancellationToken cancellationToken) => box.Call(
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
        box.Call((model, _) => model.Beat(session), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SessionRow>> ListAsync(CancellationToken cancellationToken) =>
        box.Call<IReadOnlyList<SessionRow>>(
            (model, _) =>
            [
                .. model.Sessions.Values.Select(one =>
                    new SessionRow(one.Id, one.Request, one.StartedAt, one.Heartbeat, one.LockHeld)),
            ],
            cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TakeOverAsync(SessionId dead, CancellationToken cancellationToken) =>
        box.Call((model, now) => Hinting(model.TakeOver(dead, now)), cancellationToken);

    /// <inheritdoc/>
    public Task<int> OpenReplyReaderAsync(SessionId session, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.OpenReplyReader(session), cancellationToken);

    /// <inheritdoc/>
    public async Task<Holdings> AcquireAsync(
        SessionId session, int lanesMin, IReadOnlyCollection<int> readers, CancellationToken cancellationToken)
    {
        if (box.BeforeAcquire is { } before)
        {
            await before(cancellationToken);
        }
        return await box.Call((model, _) => model.Acquire(session, lanesMin, readers), cancellationToken);
    }

    /// <inheritdoc/>
    public Task EndAsync(SessionId session, CancellationToken cancellationToken) => box.Call(
        (model, now) =>
        {
            model.End(session, now);
            return Hinting(true);
        },
        cancellationToken);

    /// <summary>The locks of this process are free, whether the box is there or not.</summary>
    internal void Crash() => box.Now((model, _) =>
    {
        _mine.ForEach(model.Die);
        return Hinting(true);
    });

    private bool Hinting(bool changed)
    {
        if (changed)
        {
            box.Hint();
        }
        return changed;
    }
}
