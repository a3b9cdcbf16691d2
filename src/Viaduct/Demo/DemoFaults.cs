using Viaduct.Cli.CommandLine;
using Viaduct.Server.Drills;

namespace Viaduct.Cli.Demo;

/// <summary>
/// What happens to the servers while files flow: the one on which the clustered host is active is killed, hangs, and is
/// relieved by hand.
/// </summary>
internal sealed class DemoFaults(DemoServers servers, DemoStore store, Action<string> say, TimeProvider time)
{
    /// <summary>The clustered host.</summary>
    public const string Cluster = "receive";

    // Parts of the flow's length: what is put in between tells the gaps.
    private const double KillAt = 0.1;
    private const double HangAt = 0.3;
    private const double MoveAt = 0.8;

    private static readonly TimeSpan TakeOverMax = TimeSpan.FromSeconds(60);

    private readonly List<DemoFault> _caused = [];

    /// <summary>What was caused.</summary>
    public IReadOnlyList<DemoFault> Caused => _caused;

    /// <summary>Causes all, one after the other.</summary>
    /// <param name="length">How long files flow.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailedException">Nobody took over.</exception>
    public async Task RunAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        await DelayAsync(length * KillAt);
        await SufferAsync("kill", "is killed", servers.KillAsync, cancellationToken);
        await DelayAsync(length * HangAt);
        if (ProcessSignal.IsSupported)
            await SufferAsync("hang", "stands still", HangAsync, cancellationToken);
        await DelayAsync(length * MoveAt);
        await MoveAsync(cancellationToken);

        async Task DelayAsync(TimeSpan until)
        {
            var rest = until - time.GetElapsedTime(began);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken);
        }
    }

    private async Task SufferAsync(
        string fault, string what, Func<string, Task> cause, CancellationToken cancellationToken)
    {
        string active = await ActiveAsync(_ => true, "is active", cancellationToken);
        say($"Server {active}, which receives, {what}.");
        var begun = new DemoFault(fault, active, time.GetUtcNow());
        await cause(active);
        await TakenAsync(begun, cancellationToken);
        await servers.MendAsync(active, cancellationToken);
    }

    private Task HangAsync(string server)
    {
        servers.Hang(server);
        return Task.CompletedTask;
    }

    private async Task MoveAsync(CancellationToken cancellationToken)
    {
        string active = await ActiveAsync(_ => true, "is active", cancellationToken);
        string heir = await store.StandbyAsync(active, cancellationToken);
        say($"Server {active}, which receives, is relieved by {heir}.");
        var begun = new DemoFault("move", active, time.GetUtcNow());
        await store.MoveAsync(Cluster, heir, cancellationToken);
        await TakenAsync(begun, cancellationToken);
    }

    private async Task TakenAsync(DemoFault begun, CancellationToken cancellationToken)
    {
        string heir = await ActiveAsync(server => server != begun.Server, "has taken over", cancellationToken);
        say($"Server {heir} receives.");
        _caused.Add(begun with { Heir = heir });
    }

    private async Task<string> ActiveAsync(
        Predicate<string> which, string what, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < TakeOverMax)
        {
            if (await store.ActiveAsync(Cluster, cancellationToken) is { } server && which(server)) return server;
            await store.WaitAsync(cancellationToken);
        }

        throw new CommandFailedException(
            ExitCode.Problem,
            $"Within {TakeOverMax.TotalSeconds:F0} s no server {what} in cluster group '{Cluster}'. Call it with "
            + "--keep, and look into the logs of the servers.");
    }
}
