using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>
/// Waits until all live servers of a group are ready to run what is announced (docs/concepts/live-changes.md, rules 1
/// and 2). Serves one announcement.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
internal sealed class Readiness(IStore store, TimeProvider time)
{
    /// <summary>So long a server may take; then the change does not wait for it any longer.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    /// <summary>Whoever shows no sign of life for so long hangs, and is not waited for.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    private readonly Dictionary<SessionId, (long Heartbeat, long Since)> _signs = [];

    /// <summary>Returns when all are ready, or have had their time.</summary>
    /// <param name="number">The announcement.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreRefusedException">A server cannot run it; says which, and why.</exception>
    public async Task WaitAsync(long number, CancellationToken cancellationToken)
    {
        long since = time.GetTimestamp();
        while (!await AreAllReadyAsync(number, cancellationToken) && time.GetElapsedTime(since) < WaitMax)
            await Task.Delay(LookAgain, time, cancellationToken);
    }

    private async Task<bool> AreAllReadyAsync(long number, CancellationToken cancellationToken)
    {
        // Whoever has announced something else since is waited for by nobody here: one of the two comes too late.
        var active = await store.Configuration.GetActiveAsync(cancellationToken);
        if (active?.Announced?.Number != number) return true;
        var sessions = (await store.Sessions.ListAsync(cancellationToken)).Where(session => session.LockHeld).ToList();
        var answers = (await store.Configuration.GetAnswersAsync(number, cancellationToken))
            .ToDictionary(answer => answer.Session, answer => answer.Problem);
        foreach (var session in sessions)
            if (answers.GetValueOrDefault(session.Id) is { } problem)
                throw new StoreRefusedException(
                    $"Server '{session.Request.Server}' cannot run it, so all go on with what they have: {problem} "
                    + "Correct that, or update the server if the configuration is made for a newer one.");
        return sessions.TrueForAll(session => answers.ContainsKey(session.Id) || IsSilent(session));
    }

    private bool IsSilent(SessionRow session)
    {
        if (_signs.TryGetValue(session.Id, out var sign) && sign.Heartbeat == session.Heartbeat)
            return time.GetElapsedTime(sign.Since) > SilenceMax;
        _signs[session.Id] = (session.Heartbeat, time.GetTimestamp());
        return false;
    }
}
