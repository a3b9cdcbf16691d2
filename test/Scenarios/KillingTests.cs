namespace Viaduct.Scenarios;

/// <summary>A server is killed with -9 at random moments while files flow.</summary>
public class KillingTests
{
    private const int FilesPerRound = 500;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public async Task Nothing_is_lost_and_no_effect_happens_twice_however_often_a_server_is_killed()
    {
        int rounds = IsLong ? 200 : 20;
        int seed = Environment.TickCount;
        var random = new Random(seed);
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""), ("some", "BTS.InterchangeSequenceNumber == 1"));
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (int round = 0; round < rounds; round++) await RoundAsync(group, round, random);

        await using var last = await group.StartReadyAsync();
        int files = rounds * FilesPerRound;
        await group.ArrivedAsync("all", files, TimeSpan.FromMinutes(5));
        await group.ArrivedAsync("some", files, TimeSpan.FromMinutes(5));
        await FileGroup.StopAsync(last);
        group.CheckEachOnce("all");
        group.CheckEachOnce("some");
        group.CheckAllTaken();
        var items = await ViaductProgram.JsonAsync(0, "messages", "list", "--store", group.Store);
        Assert.Equal(0, items.GetProperty("items").GetArrayLength());
    }

    // The moment is a number of files that have arrived: while receiving, sending or recovering, at any speed.
    private static async Task RoundAsync(FileGroup group, int round, Random random)
    {
        int before = group.Arrived("all").Count;
        await using var server = round % 4 == 3 ? group.Start() : await group.StartReadyAsync();
        group.Put(round * FilesPerRound, FilesPerRound);
        int moment = before + random.Next(1, FilesPerRound);
        await group.ArrivedAsync("all", moment);
        await server.KillAsync();
    }
}
