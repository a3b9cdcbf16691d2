namespace Viaduct.Scenarios;

/// <summary>The first command of the README.</summary>
public class DemoTests
{
    [Fact]
    public async Task The_demo_is_clean_and_says_so()
    {
        var report = await ViaductProgram.JsonAsync(0, "demo", "--messages", "600", "--seconds", "2");
        Assert.True(report.GetProperty("clean").GetBoolean());
        Assert.Equal(600, report.GetProperty("in").GetInt32());
        Assert.True(report.GetProperty("delivered").GetInt32() > 600);
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.Equal(0, report.GetProperty("duplicated").GetInt32());
        Assert.Equal(0, report.GetProperty("wrong").GetInt32());
        Assert.True(report.GetProperty("suspended").GetInt32() >= 8);
        foreach (var port in report.GetProperty("ports").EnumerateObject())
            Assert.True(port.Value.GetInt32() > 0, $"nothing came to {port.Name}");
        Assert.True(report.GetProperty("seconds").GetDouble() > 0);
        Assert.False(Directory.Exists(report.GetProperty("folder").GetString()));
    }
}
