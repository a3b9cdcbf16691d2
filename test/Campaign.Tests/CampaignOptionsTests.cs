using Viaduct.Campaign.Plan;

namespace Viaduct.Campaign.Tests;

public class CampaignOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--executable")]
    [InlineData("--executable x --store oracle")]
    [InlineData("--executable x --faults 0")]
    [InlineData("--executable x --servers 2")]
    [InlineData("--executable x --servers 6")]
    [InlineData("--executable x --seed -1")]
    [InlineData("--executable x --calm 5")]
    [InlineData("--executable x --calm fivem")]
    [InlineData("--executable x --nonsense 1")]
    [InlineData("--check")]
    public void Parse_AWrongLine_IsNull(string line) =>
        Assert.Null(CampaignOptions.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Parse_AGoodLine_IsWhatItSays()
    {
        string[] line = ["--executable", "x", "--store", "postgres", "--seed", "9", "--calm", "30m"];
        var options = CampaignOptions.Parse(line);
        Assert.Equal(StoreKind.Postgres, options!.Store);
        Assert.Equal(9UL, options.Seed);
        Assert.Equal(TimeSpan.FromMinutes(30), options.Calm);
        Assert.InRange(options.Servers, 3, 5);
        // What is printed for running it again says the number, and gives the same.
        Assert.EndsWith($"--servers {options.Servers}", options.Replay);
    }
}
