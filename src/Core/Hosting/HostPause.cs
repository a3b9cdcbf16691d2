using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells when the hosts of a server pause because their store is away, and when they go on: what the heartbeat meets is
/// what all of them meet. For the one loop that beats.
/// </summary>
/// <param name="server">The server's name.</param>
/// <param name="patience">After so long without an answer to a heartbeat its hosts may not act any more.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class HostPause(string server, TimeSpan patience, TimeProvider time, ILogger logger)
{
    private long? _since;

    /// <summary>True while the hosts pause.</summary>
    public bool IsOn => _since is not null;

    /// <summary>Waits for a heartbeat.</summary>
    /// <returns>What it gives.</returns>
    /// <exception cref="StoreUnavailableException">The store is away.</exception>
    public async Task<bool> WatchAsync(Task<bool> heartbeat)
    {
        bool isOurs;
        try
        {
            if (!await HasEndedAsync(heartbeat)) Begin($"A heartbeat has had no answer for {patience}.");
            isOurs = await heartbeat;
        }
        catch (StoreUnavailableException e)
        {
            Begin(e.Message);
            throw;
        }

        End();
        return isOurs;
    }

    private async Task<bool> HasEndedAsync(Task heartbeat)
    {
        if (!heartbeat.IsCompleted)
            await heartbeat.WaitAsync(patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return heartbeat.IsCompleted;
    }

    private void Begin(string text)
    {
        if (IsOn) return;
        _since = time.GetTimestamp();
        LogPauses(logger, server, text);
    }

    private void End()
    {
        if (_since is not { } since) return;
        _since = null;
        LogGoesOn(logger, time.GetElapsedTime(since), server);
    }

    [LoggerMessage(
        2011, LogLevel.Warning,
        "The store is away: the hosts of server {Server} pause. They take nothing in and begin nothing, nothing is "
        + "lost, and they go on by themselves. {Text}")]
    private static partial void LogPauses(ILogger logger, string server, string text);

    [LoggerMessage(2012, LogLevel.Information, "The store is back after {Time}: the hosts of server {Server} go on.")]
    private static partial void LogGoesOn(ILogger logger, TimeSpan time, string server);
}
