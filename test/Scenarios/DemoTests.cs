namespace Viaduct.Scenarios;

/// <summary>The first command of the README.</summary>
public class DemoTests
{
    [Fact]
    public async Task The_demo_is_clean_and_says_so()
    {
        var report = await ViaductProgram.JsonAsync(0, "demo", "--messages", "600", "--seconds", "12");
        Assert.True(report.GetProperty("clean").GetBoolean());
        Assert.Equal(600, report.GetProperty("in").GetInt32());
        Assert.True(report.GetProperty("delivered").GetInt32() > 600);
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.Equal(0, report.GetProperty("duplicated").GetInt32());
        Assert.Equal(0, report.GetProperty("wrong").GetInt32());
        Assert.Equal(0, report.GetProperty("reordered").GetInt32());
        var failovers = report.GetProperty("failovers").EnumerateArray().ToList();
        Assert.Equal(["kill", "hang", "move"], failovers.Select(one => one.GetProperty("fault").GetString()!));
        Assert.All(failovers, one => Assert.NotEqual(
            one.GetProperty("from").GetString(), one.GetProperty("to").GetString()));
        Assert.All(failovers.Take(2), one => Assert.InRange(one.GetProperty("gapMs").GetDouble(), 1, 60_000));
        Assert.True(report.GetProperty("suspended").GetInt32() >= 8);
        foreach (var port in report.GetProperty("ports").EnumerateObject())
            Assert.True(port.Value.GetInt32() > 0, $"nothing came to {port.Name}");
        Assert.True(report.GetProperty("seconds").GetDouble() > 0);
        Assert.False(Directory.Exists(report.GetProperty("folder").GetString()));
    }
}
