using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The store fails over under load: nothing is lost, nothing happens twice, nobody has to act.</summary>
public class StoreFailoverTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly TimeSpan StallWhenLong = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Two_servers_pause_without_the_primary_and_go_on_at_the_standby_by_themselves()
    {
        await using var pair = await PostgresPair.StartAsync();
        using var group = new FileGroup(PostgresPair.Address(await pair.CreateDatabaseAsync()));
        var (a, b, callers) = await StartAsync(group);
        await using var first = a;
        await using var second = b;
        await using var all = callers;
        group.Put(0, 300);
        await group.ArrivedAsync("files", 50);
        await callers.AcceptedAsync(50, group.DescribeAsync);

        await pair.First.KillAsync();
        group.Put(300, 100);
        await a.WaitForLineAsync("the hosts of server a pause", ViaductProgram.Patience);
        await b.WaitForLineAsync("the hosts of server b pause", ViaductProgram.Patience);
        Assert.NotNull(await callers.TurnedAway.WaitAsync(ViaductProgram.Patience));
        await a.WaitForLineAsync("answered with 503 and Retry-After", ViaductProgram.Patience);
        Assert.False(a.HasExited || b.HasExited);
        await pair.Second.PromoteAsync();

        await a.WaitForLineAsync("the hosts of server a go on", ViaductProgram.Patience);
        await b.WaitForLineAsync("the hosts of server b go on", ViaductProgram.Patience);
        await a.WaitForLineAsync("the store answers again; requests are taken", ViaductProgram.Patience);
        await callers.AcceptedAsync(callers.Accepted.Count + 50, group.DescribeAsync);
        await group.ArrivedAsync("files", 400);

        // As it was: it takes writes, and knows nothing of what has happened since.
        await pair.First.StartAsync();
        await a.WaitForLineAsync("beside the primary that is used", ViaductProgram.Patience);
        group.Put(400, 100);
        await group.ArrivedAsync("files", 500);
        Assert.Equal(0L, await pair.First.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
        await CheckAsync(group, callers, a, b);
    }

    [Fact]
    public async Task A_standby_that_stalls_for_longer_than_the_lease_ends_nothing()
    {
        await using var pair = await PostgresPair.StartAsync();
        using var group = new FileGroup(PostgresPair.Address(await pair.CreateDatabaseAsync()));
        var (a, b, callers) = await StartAsync(group);
        await using var first = a;
        await using var second = b;
        await using var all = callers;
        group.Put(0, 200);
        await group.ArrivedAsync("files", 50);

        pair.Second.Pause();
        group.Put(200, 100);
        await a.WaitForLineAsync("the hosts of server a pause", ViaductProgram.Patience);
        await b.WaitForLineAsync("the hosts of server b pause", ViaductProgram.Patience);
        if (IsLong) await Task.Delay(StallWhenLong, TimeProvider.System, TestContext.Current.CancellationToken);
        pair.Second.Continue();

        await a.WaitForLineAsync("the hosts of server a go on", ViaductProgram.Patience);
        await b.WaitForLineAsync("the hosts of server b go on", ViaductProgram.Patience);
        group.Put(300, 50);
        await CheckAsync(group, callers, a, b);
        Assert.DoesNotContain("Took over", a.Output + b.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("taken over", a.Output + b.Output, StringComparison.Ordinal);
    }

    internal static async Task<(ProcessUnderTest A, ProcessUnderTest B, KeyedCallers Callers)> StartAsync(
        FileGroup group)
    {
        int port = FreePort.Take();
        group.ConfigureText($$"""
            receivePorts:
              - name: files-in
                locations: [ { name: files-here, file: { folder: "{{group.In}}", mask: "*", every: 1s } } ]
              - name: http-in
                locations: [ { name: http-here, http: { url: "http://localhost:{{port}}/orders", wait: 1s } } ]
            sendPorts:
              - name: files
                filter: receivePort == "files-in"
                file: { folder: "{{group.Out("files")}}", fileName: "%MessageID%-%SourceFileName%" }
                retry: { count: 100, every: 1s }
              - name: requests
                filter: receivePort == "http-in"
                file: { folder: "{{group.Out("requests")}}", fileName: "%MessageID%-x" }
                retry: { count: 100, every: 1s }
            """);
        // The first has the port; the second has only files.
        var a = await group.StartReadyAsync("a");
        await a.WaitForLineAsync("takes requests", ViaductProgram.Patience);
        var b = await group.StartReadyAsync("b");
        return (a, b, new KeyedCallers($"http://localhost:{port}/orders", 8));
    }

    internal static async Task CheckAsync(FileGroup group, KeyedCallers callers, params ProcessUnderTest[] servers)
    {
        await callers.StopAsync();
        await group.ArrivedAsync("files", group.PutIn.Count);
        await group.ArrivedAsync("requests", callers.Accepted.Count);
        foreach (var server in servers) await FileGroup.StopAsync(server);
        group.CheckEachOnce("files");
        group.CheckAllTaken();
        var arrived = group.ArrivedPaths("requests").Select(File.ReadAllText).Order(StringComparer.Ordinal);
        Assert.Equal(callers.Accepted.Order(StringComparer.Ordinal), arrived);
    }
}
