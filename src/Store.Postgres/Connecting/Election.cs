using Npgsql;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>Chooses among attempts to connect to the nodes of one database.</summary>
internal static class Election
{
    /// <summary>The first that succeeds; the others are let go.</summary>
    /// <exception cref="NotPrimaryException">None succeeds; names the reason of each.</exception>
    public static async Task<T> FirstAsync<T>(List<Task<T>> attempts)
        where T : IAsyncDisposable
    {
        var failures = new List<Exception>();
        while (attempts.Count > 0)
        {
            var attempt = await Task.WhenAny(attempts);
            attempts.Remove(attempt);
            try
            {
                T winner = await attempt;
                foreach (var other in attempts) _ = DiscardAsync(other);
                return winner;
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                failures.Add(error);
            }
        }
        throw Sum(failures);
    }

    /// <summary>
    /// Waits for all, though not for one that says nothing for long, and gives that of the node that is the primary by
    /// all that was heard.
    /// </summary>
    public static async Task<T> HighestAsync<T>(List<Task<T>> attempts, TimeSpan longest, Primary primary)
        where T : IAsyncDisposable
    {
        Task all = Task.WhenAll(attempts);
        await all.WaitAsync(longest, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Gateway.LeaveBehind(all);
        if (primary.Timeline == 0) return await FirstAsync(attempts);
        var winner = attempts[primary.Endpoint];
        foreach (var other in attempts.Where(one => one != winner)) _ = DiscardAsync(other);
        return await winner;
    }

    /// <summary>Closes what an attempt that nobody waits for any more may still bring.</summary>
    public static async Task DiscardAsync<T>(Task<T> attempt)
        where T : IAsyncDisposable
    {
        try
        {
            await (await attempt).DisposeAsync();
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error) || error is OperationCanceledException)
        {
            // It lost anyway.
        }
    }

    // Not let in by one node, while others are away, is not for people to repair yet: a standby may not have got to
    // the making of the role.
    private static Exception Sum(List<Exception> failures) =>
        failures.TrueForAll(static one => one is PostgresException { SqlState: var s } && SqlStates.IsNotLetIn(s))
            ? failures[0]
            : new NotPrimaryException(
                $"No node is the primary now: {string.Join("; ", failures.Select(one => one.Message.TrimEnd('.')))}.");
}
