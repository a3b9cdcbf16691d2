using Viaduct.FailoverBench.Report;
using Viaduct.Support;

namespace Viaduct.FailoverBench.Flow;

/// <summary>
/// Two servers of a group under a steady load: callers, an ordered send port, and a far side that counts.
/// </summary>
internal sealed class Group : IAsyncDisposable
{
    private const int CallersCount = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly FarSide _farSide = new();
    private readonly List<ProcessUnderTest> _servers = [];
    private Callers? _callers;

    /// <summary>Starts it on a store.</summary>
    public static async Task<Group> StartAsync(string executable, string store)
    {
        var group = new Group();
        int port = FreePort.Take();
        group._folder.Write("config/viaduct.yaml", $$"""
            group: bench
            store: {{store}}
            ---
            application: probes
            receivePorts:
              - name: in
                locations: [ { name: here, http: { url: "http://localhost:{{port}}/in", wait: 1s } } ]
            sendPorts:
              - name: out
                filter: receivePort == "in"
                http: { url: "{{group._farSide.Url}}/" }
                order: { per: port }
                retry: { count: 1000, every: 1s }

            """);
        // The first one has the port, the second one waits for it.
        await group.StartServerAsync(executable, store, "a", "takes requests");
        await group.StartServerAsync(executable, store, "b", "ready:");
        group._callers = new Callers($"http://localhost:{port}/in", CallersCount);
        return group;
    }

    /// <summary>Waits until so many more messages have been processed.</summary>
    public Task FlowsAsync(int count)
    {
        int wanted = _farSide.Count + count;
        return WaitAsync(() => _farSide.Count >= wanted, $"{count} more messages");
    }

    /// <summary>
    /// Waits for a message that was accepted and processed after a time stamp, and gives the stamp of the first one.
    /// </summary>
    public async Task<long> NextAsync(long after)
    {
        long next = 0;
        await WaitAsync(
            () =>
            {
                var accepted = _callers!.Accepted;
                next = _farSide.Arrived
                    .Where(one => one.At > after && accepted.TryGetValue(one.Text, out long at) && at > after)
                    .Select(one => one.At).FirstOrDefault();
                return next != 0;
            },
            "the next message");
        return next;
    }

    /// <summary>Ends the load, waits until all of it is there, and counts.</summary>
    public async Task<Effects> CountAsync()
    {
        await _callers!.StopAsync().WaitAsync(Patience);
        var accepted = _callers.Accepted;
        try
        {
            await WaitAsync(
                () => _farSide.Arrived.Select(one => one.Text).ToHashSet().IsSupersetOf(accepted.Keys), "all of it");
        }
        catch (TimeoutException)
        {
            // What is not there is lost: it is counted.
        }

        var arrived = _farSide.Arrived;
        var texts = arrived.Select(one => one.Text).ToHashSet(StringComparer.Ordinal);
        return new Effects(
            accepted.Count, accepted.Keys.Count(text => !texts.Contains(text)), arrived.Count - texts.Count,
            Reordered(arrived.Select(one => one.Text).Distinct(StringComparer.Ordinal)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_callers is not null) await _callers.DisposeAsync();
        foreach (var server in _servers) await server.DisposeAsync();
        await _farSide.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>How many come after a later one of the same caller.</summary>
    internal static int Reordered(IEnumerable<string> texts)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        int reordered = 0;
        foreach (string text in texts)
        {
            string[] parts = text.Split('/');
            int number = int.Parse(parts[1]);
            if (number < last.GetValueOrDefault(parts[0], -1)) reordered++;
            else last[parts[0]] = number;
        }

        return reordered;
    }

    private async Task StartServerAsync(string executable, string store, string name, string line)
    {
        var variables = new Dictionary<string, string?> { ["VIADUCT_STORE"] = null, ["VIADUCT_ADMIN"] = "off" };
        var server = ProcessUnderTest.Start(
            executable, ["run", "--config", _folder.PathOf("config"), "--store", store, "--server", name],
            environment: variables);
        _servers.Add(server);
        await server.WaitForLineAsync(line, Patience);
    }

    private async Task WaitAsync(Func<bool> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException(
                    $"Not within {Patience}: {what}.\n{string.Join('\n', _servers.Select(server => server.Output))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
