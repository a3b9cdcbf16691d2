using System.IO.Compression;
using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Bodies are tracked while servers are killed with -9, and the story of a message is told.</summary>
public class TrackedBodiesTests
{
    private const int FilesPerRound = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random _random;

    public TrackedBodiesTests()
    {
        int seed = Environment.TickCount;
        _random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
    }

    [Fact]
    public async Task Each_message_has_one_body_before_and_one_after_however_often_a_server_is_killed()
    {
        using var group = Group(null);
        await KillAsync(group, rounds: 6);
    }

    [Fact]
    public async Task Each_message_has_one_body_before_and_one_after_on_PostgreSQL_too()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await KillAsync(group, rounds: 3);
    }

    [Fact]
    public async Task While_the_disk_is_full_commits_wait_with_what_they_track_and_nothing_is_lost()
    {
        await using var disk = await SmallDisk.MountAsync("24m");
        using var group = Group($"sqlite:{Path.Combine(disk.Path, "viaduct.db")}");
        await FillAsync(group, disk.Fill, disk.Free);
    }

    [Fact]
    public async Task While_the_disk_of_PostgreSQL_is_full_commits_wait_with_what_they_track_and_nothing_is_lost()
    {
        await using var database = await PostgresServer.StartNewAsync();
        string address = await database.CreateDatabaseAsync();
        string? folder = await database.TryMountAsync(megabytes: 64);
        Assert.SkipWhen(folder is null, "Only root on Linux mounts a small disk.");
        try
        {
            await database.AdministerAsync($"CREATE TABLESPACE small OWNER viaduct LOCATION '{folder}'");
            string name = new Npgsql.NpgsqlConnectionStringBuilder(address).Database!;
            await database.AdministerAsync($"ALTER DATABASE \"{name}\" SET TABLESPACE small");
            string ballast = Path.Combine(Path.GetDirectoryName(folder)!, "ballast");
            using var group = Group(FileGroup.Address(address));
            await FillAsync(group, () => SmallDisk.Fill(ballast), () => File.Delete(ballast));
            await database.StopAsync();
        }
        finally
        {
            await PostgresServer.UnmountAsync(folder);
        }
    }

    private static async Task FillAsync(FileGroup group, Action fill, Action free)
    {
        await using var server = await group.StartReadyAsync();
        group.Put(0, 50);
        await group.ArrivedAsync("all", 50, Patience);

        fill();
        for (int i = 0; i < 200; i++) group.Put($"large-{i:000}.txt", new string('x', 20_000) + i);
        await server.WaitForLineAsync("no room", Patience);
        Assert.False(server.HasExited);
        free();

        await group.ArrivedAsync("all", 250, Patience);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
        await CheckAsync(group);
    }

    private static FileGroup Group(string? store)
    {
        var group = new FileGroup(store);
        group.ConfigureText($$"""
            receivePorts:
              - name: files-in
                track: { bodies: [ before ] }
                locations:
                  - name: files-folder
                    file: { folder: "{{group.In}}", mask: "*", every: 1s }
            sendPorts:
              - name: all
                filter: receivePort == "files-in"
                track: { bodies: [ before, after ] }
                file: { folder: "{{group.Out("all")}}", fileName: "%MessageID%-%SourceFileName%" }
                retry: { count: 100, every: 1s }

            """);
        return group;
    }

    private async Task KillAsync(FileGroup group, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            int before = group.Arrived("all").Count;
            await using var server = await group.StartReadyAsync();
            group.Put(round * FilesPerRound, FilesPerRound);
            await group.ArrivedAsync("all", before + _random.Next(1, FilesPerRound));
            await server.KillAsync();
        }

        await using var last = await group.StartReadyAsync();
        await group.ArrivedAsync("all", group.PutIn.Count, Patience);
        await WaitFor.TrueAsync(
            async () => (await ViaductProgram.JsonAsync(0, "messages", "list", "--store", group.Store))
                .GetProperty("items").GetArrayLength() == 0,
            group.DescribeAsync, Patience);
        await FileGroup.StopAsync(last);
        group.CheckEachOnce("all");
        await CheckAsync(group);
    }

    private static async Task CheckAsync(FileGroup group)
    {
        var sent = await EventsAsync(group, "sent");
        var bodies = await EventsAsync(group, "body");
        string[] messages = [.. sent.Select(e => Text(e, "messageId")).Order(StringComparer.Ordinal)];
        Assert.Equal(group.PutIn.Count, messages.Length);
        foreach (string place in new[] { "before", "after" })
            Assert.Equal(
                messages,
                bodies.Where(e => Text(e, "port") == "all" && Text(e, "place") == place)
                    .Select(e => Text(e, "messageId")).Order(StringComparer.Ordinal));
        Assert.Equal(
            sent.Select(e => Text(e, "interchangeId")).Order(StringComparer.Ordinal),
            bodies.Where(e => Text(e, "port") == "files-folder").Select(e => Text(e, "interchangeId"))
                .Order(StringComparer.Ordinal));
        await CheckStoryAsync(group, messages[messages.Length / 2]);
    }

    private static async Task CheckStoryAsync(FileGroup group, string message)
    {
        string path = group.PathOf("story.zip");
        string[] story = ["messages", "story", message, "--out", path, "--store", group.Store];
        Assert.Equal(0, (await ViaductProgram.RunAsync(story)).ExitCode);
        Assert.Equal(2, (await ViaductProgram.RunAsync(story)).ExitCode);
        string content = await File.ReadAllTextAsync(
            group.ArrivedPaths("all")
                .Single(file => Path.GetFileName(file).StartsWith(message, StringComparison.Ordinal)));
        await using var archive = await ZipFile.OpenReadAsync(path);
        var bodies = archive.Entries.Where(e => e.FullName.EndsWith("1-body.bin", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, bodies.Count);
        foreach (var entry in bodies)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            Assert.Equal(content, await reader.ReadToEndAsync());
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> EventsAsync(FileGroup group, string kind)
    {
        var found = await ViaductProgram.JsonAsync(
            0, "messages", "track", "--kind", kind, "--limit", "1000000", "--store", group.Store);
        return [.. found.GetProperty("events").EnumerateArray()];
    }

    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;
}
