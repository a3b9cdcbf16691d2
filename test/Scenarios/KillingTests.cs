using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Servers are killed with -9 at random moments while files flow.</summary>
public class KillingTests
{
    private const int FilesPerRound = 500;
    private const string All = "receivePort == \"files-in\"";
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(IsLong ? 10 : 2);

    private readonly Random _random;

    public KillingTests()
    {
        int seed = Environment.TickCount;
        _random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
    }

    [Fact]
    public async Task Nothing_is_lost_and_no_effect_happens_twice_however_often_a_server_is_killed()
    {
        using var group = Group(null);
        await KillAsync(group, Rounds(20));
    }

    [Fact]
    public async Task Nothing_is_lost_and_no_effect_happens_twice_on_PostgreSQL_either()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await KillAsync(group, Rounds(5));
    }

    [Fact]
    public async Task Two_servers_on_one_file_are_killed_in_turn_and_the_other_goes_on()
    {
        int rounds = Rounds(6);
        using var group = Group(null);
        string[] names = ["a", "b"];
        ProcessUnderTest[] servers = [await group.StartReadyAsync("a"), await group.StartReadyAsync("b")];
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                int one = _random.Next(2), moment = group.PutIn.Count + _random.Next(1, FilesPerRound);
                group.Put(round * FilesPerRound, FilesPerRound);
                await group.ArrivedAsync("all", moment);
                await servers[one].KillAsync();
                // All of it goes through the one that is left, at once.
                await group.ArrivedAsync("all", group.PutIn.Count, Patience);
                servers[one] = await group.StartReadyAsync(names[one]);
            }

            foreach (var server in servers) await FileGroup.StopAsync(server);
        }
        finally
        {
            foreach (var server in servers) await server.DisposeAsync();
        }

        await CheckAsync(group);
    }

    private static int Rounds(int usual) => IsLong ? 200 : usual;

    private static FileGroup Group(string? store)
    {
        var group = new FileGroup(store);
        group.Configure(("all", All), ("some", "BTS.InterchangeSequenceNumber == 1"));
        return group;
    }

    private async Task KillAsync(FileGroup group, int rounds)
    {
        for (int round = 0; round < rounds; round++) await RoundAsync(group, round);
        await using var last = await group.StartReadyAsync();
        await group.ArrivedAsync("all", group.PutIn.Count, Patience);
        await group.ArrivedAsync("some", group.PutIn.Count, Patience);
        // A file can be there before its item is done: what was in hand at several deaths is tried one at a time.
        await WaitFor.TrueAsync(
            async () => (await ItemsAsync(group)).GetArrayLength() == 0, group.DescribeAsync, Patience);
        await FileGroup.StopAsync(last);
        await CheckAsync(group);
    }

    // The moment is a number of files that have arrived: while receiving, sending or recovering, at any speed.
    private async Task RoundAsync(FileGroup group, int round)
    {
        int before = group.Arrived("all").Count;
        await using var server = round % 4 == 3 ? group.Start() : await group.StartReadyAsync();
        group.Put(round * FilesPerRound, FilesPerRound);
        await group.ArrivedAsync("all", before + _random.Next(1, FilesPerRound));
        await server.KillAsync();
    }

    private static async Task CheckAsync(FileGroup group)
    {
        group.CheckEachOnce("all");
        group.CheckEachOnce("some");
        group.CheckAllTaken();
        var items = await ItemsAsync(group);
        Assert.True(items.GetArrayLength() == 0, $"open items: {items}");
    }

    private static async Task<JsonElement> ItemsAsync(FileGroup group) =>
        (await ViaductProgram.JsonAsync(0, "messages", "list", "--store", group.Store)).GetProperty("items");
}
