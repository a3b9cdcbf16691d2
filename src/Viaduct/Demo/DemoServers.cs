using System.Collections.Concurrent;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Drills;

namespace Viaduct.Cli.Demo;

/// <summary>The three servers of the demo, and what is done to them.</summary>
internal sealed class DemoServers(DemoFolders folders, string store) : IAsyncDisposable
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = ["a", "b", "c"];

    private readonly ConcurrentDictionary<string, DemoServer> _running = new(StringComparer.Ordinal);

    // What is failed on purpose may end.
    private volatile string? _suffering;

    /// <summary>A server that has ended, and should not have; null if there is none.</summary>
    public DemoServer? Ended =>
        _running.Where(one => one.Key != _suffering && one.Value.HasEnded).Select(one => one.Value).FirstOrDefault();

    /// <summary>Starts a server, and waits until it works.</summary>
    /// <exception cref="CommandFailedException">It has ended instead.</exception>
    public async Task StartAsync(string name, CancellationToken cancellationToken)
    {
        var server = _running[name] = DemoServer.Start(folders, store, name);
        await server.WaitUntilReadyAsync(cancellationToken);
    }

    /// <summary>Ends a server as by SIGKILL.</summary>
    public async Task KillAsync(string name)
    {
        _suffering = name;
        await _running[name].DisposeAsync();
    }

    /// <summary>Lets a server stand still.</summary>
    public void Hang(string name)
    {
        _suffering = name;
        ProcessSignal.Stop(_running[name].ProcessId);
    }

    /// <summary>
    /// Lets a server go on that was failed: one that hangs is woken, and one that has ended, by itself or because it
    /// kept the others from the database, is started again.
    /// </summary>
    public async Task MendAsync(string name, CancellationToken cancellationToken)
    {
        var server = _running[name];
        if (!server.HasEnded) ProcessSignal.Continue(server.ProcessId);
        else await RestartAsync(name, server, cancellationToken);
        _suffering = null;
    }

    /// <summary>Stops all in order.</summary>
    /// <exception cref="CommandFailedException">One has not stopped in order.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var server in _running.Values)
            if (await server.StopAsync(cancellationToken) != 0) throw server.Failure("has not stopped in order");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running.Values) await server.DisposeAsync();
    }

    private async Task RestartAsync(string name, DemoServer ended, CancellationToken cancellationToken)
    {
        await ended.DisposeAsync();
        await StartAsync(name, cancellationToken);
    }
}
