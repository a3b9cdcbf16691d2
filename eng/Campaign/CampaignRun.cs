using System.Text.Json;
using Viaduct.Campaign.Flow;
using Viaduct.Campaign.Histories;
using Viaduct.Campaign.Plan;
using Viaduct.Campaign.Servers;
using Viaduct.Support;

namespace Viaduct.Campaign;

/// <summary>One campaign: a group, its load, the plan, and the judgement.</summary>
internal sealed class CampaignRun
{
    /// <summary>
    /// Runs what the command line asks for. 0: no violation; 1: at least one; 2: a wrong command line.
    /// </summary>
    public static async Task<int> MainAsync(string[] arguments)
    {
        if (CampaignOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(CampaignOptions.Usage);
            return 2;
        }

        if (options.PlanOnly)
        {
            WritePlan(options, Console.Out);
            return 0;
        }

        if (options.Check is not null) return await JudgeAsync(options.Check);
        // How far it is goes to the error stream: standard output carries the result alone.
        var report = await RunAsync(options, Console.Error);
        Console.WriteLine(options.Json ? report.Json : report.Text);
        return report.Violations.Count == 0 ? 0 : 1;
    }

    /// <summary>Runs a campaign.</summary>
    public static async Task<CampaignReport> RunAsync(CampaignOptions options, TextWriter progress)
    {
        var folder = new TempFolder();
        await progress.WriteLineAsync($"campaign: {options.Replay}");
        await progress.WriteLineAsync($"campaign: in {folder.Path}");
        if (options.Calm is null) WritePlan(options, progress);
        var book = new HistoryBook();
        using var clock = options is { Calm: not null, Store: StoreKind.Postgres } ? SteppedClock.Find() : null;
        await using var store = await StartStoreAsync(options, folder, clock);
        await using var farSide = await FarSide.StartAsync(book);
        await using var group = await ServerGroup.StartAsync(options, store, folder, farSide.Url, book);
        var (history, takeovers) = await new Course(options, group, farSide, folder, book, clock, progress).RunAsync();
        var report = Judge(options, history, takeovers);
        bool stays = options.Keep || report.Violations.Count > 0;
        if (!stays)
        {
            await group.DisposeAsync();
            await store.DisposeAsync();
            folder.Dispose();
            return report;
        }

        await File.WriteAllTextAsync(folder.PathOf("history.json"), JsonSerializer.Serialize(history));
        await File.WriteAllTextAsync(folder.PathOf("report.txt"), report.Text);
        (store as SqliteStore)?.CopyTo(folder.Folder("kept-store"));
        return report with { Folder = folder.Path };
    }

    private static async Task<IStoreUnderTest> StartStoreAsync(
        CampaignOptions options, TempFolder folder, SteppedClock? clock) =>
        options.Store == StoreKind.Sqlite
            ? await SqliteStore.CreateAsync(folder)
            : await PostgresStore.StartAsync(options.Servers, clock);

    private static CampaignReport Judge(
        CampaignOptions options, History history, IReadOnlyList<string> takeovers) => new()
    {
        Store = options.Store.ToString().ToLowerInvariant(),
        Seed = options.Seed,
        Servers = options.Servers,
        Faults = history.Faults.GroupBy(fault => fault.What.Split(' ')[0])
            .ToDictionary(kind => kind.Key, kind => kind.Count()),
        Accepted = history.Offers.Count(offer => offer.AcceptedAt is not null),
        Effects = history.Arrivals.Count,
        Responses = history.Answers.Count(answer => answer.Expected.Length > 0),
        Suspended = history.Suspended.GroupBy(one => one.Code).ToDictionary(one => one.Key, one => one.Count()),
        Takeovers = takeovers.Count,
        TakeoversFromHanging = takeovers.Count(line => line.Contains("no sign of life", StringComparison.Ordinal)),
        Seconds = history.Length / 1_000,
        Violations = HistoryChecker.Check(history),
        Replay = options.Replay,
    };

    private static void WritePlan(CampaignOptions options, TextWriter output)
    {
        foreach (var fault in FaultPlan.Of(options.Seed, options.Store, options.Servers, options.Faults))
            output.WriteLine(fault);
    }

    private static async Task<int> JudgeAsync(string file)
    {
        var history = JsonSerializer.Deserialize<History>(await File.ReadAllTextAsync(file))
            ?? throw new InvalidDataException($"{file} is empty.");
        var violations = HistoryChecker.Check(history);
        foreach (var violation in violations) Console.WriteLine(violation);
        Console.WriteLine($"{violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }
}
