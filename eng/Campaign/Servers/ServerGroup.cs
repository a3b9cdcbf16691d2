using Viaduct.Campaign.Histories;
using Viaduct.Support;

namespace Viaduct.Campaign.Servers;

/// <summary>The servers of a campaign, on one store.</summary>
internal sealed class ServerGroup : IAsyncDisposable
{
    private static readonly TimeSpan CommandPatience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    private readonly HistoryBook _book;
    private int _version;

    private ServerGroup(
        string executable, int servers, IStoreUnderTest store, Ports ports, string logFolder, HistoryBook book)
    {
        (_book, Store, Ports) = (book, store, ports);
        Command = new Command(executable, () => store.Address);
        Servers =
        [
            .. Enumerable.Range(0, servers).Select(number => new ServerSlot(
                $"{(char)('a' + number)}", executable, () => store.AddressOf(number), logFolder, book)),
        ];
    }

    /// <summary>The store.</summary>
    public IStoreUnderTest Store { get; }

    /// <summary>The configuration.</summary>
    public Ports Ports { get; }

    /// <summary>The servers.</summary>
    public IReadOnlyList<ServerSlot> Servers { get; }

    /// <summary>Commands on the group's store.</summary>
    public Command Command { get; }

    /// <summary>Applies the configuration, and starts all servers at once.</summary>
    public static async Task<ServerGroup> StartAsync(
        CampaignOptions options, IStoreUnderTest store, TempFolder folder, string farSide, HistoryBook book)
    {
        var ports = new Ports(folder, farSide);
        var group = new ServerGroup(options.Executable, options.Servers, store, ports, folder.Folder("logs"), book);
        ports.Write(0, store.Address);
        var applied = await group.Command.RunAsync("apply", ports.Folder);
        if (applied.Code != 0) throw new InvalidOperationException($"viaduct apply: {applied.Output}{applied.Error}");
        await Task.WhenAll(group.Servers.Select(server => server.StartAsync()));
        return group;
    }

    /// <summary>Applies another version of the configuration.</summary>
    public Task ApplyAsync()
    {
        Ports.Write(++_version, Store.Address);
        return SayAsync("apply", Ports.Folder);
    }

    /// <summary>
    /// Says an operator's word, again while the store is away: that it is taken in the end is demanded.
    /// </summary>
    public async Task SayAsync(params string[] words)
    {
        long begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var (code, output, error) = await Command.RunAsync(words);
            if (code == 0) return;
            if (TimeProvider.System.GetElapsedTime(begun) > CommandPatience)
            {
                string said = $"{output}{error}".ReplaceLineEndings(" ");
                _book.Saw(ViolationKind.CommandRefused, $"viaduct {string.Join(' ', words)}: {code} {said}");
                return;
            }

            await Task.Delay(BetweenTries, TimeProvider.System);
        }
    }

    /// <summary>The server that takes a location's requests; the first if nobody seems to.</summary>
    public ServerSlot ListenerOf(string location) =>
        Servers.FirstOrDefault(server => server.IsRunning && server.Lines.Any(line =>
            line.Contains($"Location {location}: takes requests", StringComparison.Ordinal))) ?? Servers[0];

    /// <summary>Sees to it that all servers run, and tells of those that have ended.</summary>
    public async Task ReviveAsync()
    {
        foreach (var server in Servers)
        {
            await server.Turn.WaitAsync();
            try
            {
                await server.ReviveAsync();
            }
            finally
            {
                server.Turn.Release();
            }
        }
    }

    /// <summary>All takeovers that servers have told of.</summary>
    public IReadOnlyList<string> Takeovers =>
    [
        .. Servers.SelectMany(server => server.Takeovers.Concat(
            server.Lines.Where(line => line.Contains("Took over from server", StringComparison.Ordinal)))),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) await server.DisposeAsync();
    }
}
