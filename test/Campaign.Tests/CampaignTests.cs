using Viaduct.Campaign.Plan;

namespace Viaduct.Campaign.Tests;

/// <summary>
/// Twenty faults over a group of the real executable, on each store. <c>eng/campaign.sh</c> runs as many as one likes.
/// A failure names the seed, the command that runs it again, and the folder with the logs.
/// </summary>
public class CampaignTests
{
    private const int Faults = 20;
    private const ulong Seed = 7;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public Task Twenty_faults_on_one_file_violate_nothing() => RunAsync(StoreKind.Sqlite);

    [Fact]
    public Task Twenty_faults_on_a_database_with_a_standby_violate_nothing() => RunAsync(StoreKind.Postgres);

    // The same plan each time: a new one each time would find more, and fail where nobody has changed anything.
    private static async Task RunAsync(StoreKind store)
    {
        var options = new CampaignOptions
        {
            Executable = Path.Combine(AppContext.BaseDirectory, "viaduct"), Store = store, Servers = 3,
            Faults = IsLong ? 500 : Faults, Seed = IsLong ? new CampaignOptions().Seed : Seed,
        };
        await using var progress = new StringWriter();
        var report = await CampaignRun.RunAsync(options, progress);
        TestContext.Current.TestOutputHelper?.WriteLine(report.Text);
        Assert.True(report.Violations.Count == 0, $"{report.Text}\n{progress}");
        Assert.Equal(options.Faults, report.Faults.Values.Sum());
        Assert.True(report.Accepted > options.Faults, report.Text);
    }
}
