using System.Text;
using System.Text.Json;

namespace Viaduct.Scenarios;

/// <summary>A new version is tried on a share of what comes in, and withdrawn by itself if more is suspended.</summary>
public class TrialTests
{
    private const int FilesEach = 40;
    private const string Good = "<xsl:copy-of select=\".\" />";

    // One in ten fails.
    private const string Bad = "<xsl:if test=\"substring(Id, string-length(Id)) = 3\">"
        + "<xsl:message terminate=\"yes\">threes are not for this version</xsl:message></xsl:if><xsl:copy-of "
        + "select=\".\" />";

    private readonly HashSet<string> _put = [];

    [Fact]
    public async Task A_map_that_fails_for_one_in_ten_is_withdrawn_by_itself_although_the_server_is_killed_meanwhile()
    {
        using var group = new FileGroup();
        Write(group, Good);
        var server = await group.StartReadyAsync();
        await using (server)
        {
            Write(group, Bad);
            var begun = await TrialAsync(0, "apply", group.Configuration, "--trial", "50%", "--store", group.Store);
            Assert.Equal("underWay", begun.GetProperty("state").GetString());
            Put(group);
            await group.ArrivedAsync("orders", 1);
            await server.KillAsync();
        }

        Write(group, Good);
        await using var next = await group.StartReadyAsync();
        JsonElement trial = default;
        await WaitFor.TrueAsync(
            async () =>
            {
                Put(group);
                trial = await TrialAsync(0, "trial", "show", "--store", group.Store);
                return trial.GetProperty("state").GetString() != "underWay";
            },
            async () => $"the trial goes on\n{trial}\n{await group.DescribeAsync()}");

        Assert.Equal("withdrawn", trial.GetProperty("state").GetString());
        Assert.Contains("More is suspended", trial.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(trial.GetProperty("candidate").GetProperty("suspended").GetInt64() > 0);
        Assert.Equal(0, trial.GetProperty("base").GetProperty("suspended").GetInt64());
        await ResumeAsync(group);
        await FileGroup.StopAsync(next);
        Assert.Equal(
            _put.Order(StringComparer.Ordinal), group.Arrived("orders").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_tried_is_refused_by_name_and_a_trial_ends_once()
    {
        using var group = new FileGroup();
        Write(group, Good);
        await using var server = await group.StartReadyAsync();
        await RefusedAsync("Nothing was ever tried", "trial", "show", "--store", group.Store);
        await RefusedAsync("Nothing was ever tried", "trial", "accept", "--store", group.Store);
        await RefusedAsync(
            "runs configuration", "apply", group.Configuration, "--trial", "5%", "--store", group.Store);

        Write(group, Good, mask: "*.txt");
        await RefusedAsync(
            "receive location 'orders-here': it receives with other options", "apply", group.Configuration, "--trial",
            "5%", "--store", group.Store);
        Assert.Equal(1, (await ViaductProgram.RunAsync(
            ["plan", group.Configuration, "--trial", "--store", group.Store])).ExitCode);

        Write(group, Bad);
        Assert.Equal(0, (await ViaductProgram.RunAsync(
            ["plan", group.Configuration, "--trial", "--store", group.Store])).ExitCode);
        foreach (string share in (string[])["0%", "100%", "5.001%", "-1%", "much"])
            Assert.NotEqual(0, (await ViaductProgram.RunAsync(
                ["apply", group.Configuration, "--trial=" + share, "--store", group.Store])).ExitCode);
        await RefusedAsync("give --trial", "apply", group.Configuration, "--margin", "2%", "--store", group.Store);
        await RefusedAsync(
            "neither a number nor a time", "apply", group.Configuration, "--trial", "5%", "--accept-after", "soon",
            "--store", group.Store);
        var begun = await TrialAsync(
            0, "apply", group.Configuration, "--trial", "0.5%", "--margin", "2%", "--accept-after", "2h", "--store",
            group.Store);
        Assert.Equal((0.5m, 2m, 7_200),
            (begun.GetProperty("percent").GetDecimal(), begun.GetProperty("marginPercent").GetDecimal(),
                begun.GetProperty("acceptAfterSeconds").GetInt32()));
        await RefusedAsync(
            "Trial 1 of configuration", "apply", group.Configuration, "--trial", "5%", "--store", group.Store);

        var accepted = await TrialAsync(0, "trial", "accept", "--store", group.Store);
        Assert.Equal("accepted", accepted.GetProperty("state").GetString());
        await TrialAsync(0, "trial", "accept", "--store", group.Store);
        await RefusedAsync("has ended already", "trial", "withdraw", "--store", group.Store);
        var again = await ViaductProgram.JsonAsync(0, "apply", group.Configuration, "--store", group.Store);
        Assert.False(again.GetProperty("changed").GetBoolean());
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Whoever_applies_meanwhile_ends_the_trial_and_is_told()
    {
        using var group = new FileGroup();
        Write(group, Good);
        await using var server = await group.StartReadyAsync();
        Write(group, Bad);
        await TrialAsync(0, "apply", group.Configuration, "--trial", "5%", "--store", group.Store);
        Write(group, Good, mask: "*.txt");
        var applied = await ViaductProgram.JsonAsync(0, "apply", group.Configuration, "--store", group.Store);
        Assert.Equal(1, applied.GetProperty("endedTrial").GetInt64());
        var trial = await TrialAsync(0, "trial", "show", "--store", group.Store);
        Assert.Equal("withdrawn", trial.GetProperty("state").GetString());
        await FileGroup.StopAsync(server);
    }

    private void Put(FileGroup group)
    {
        for (int i = 0; i < FilesEach; i++)
        {
            string name = $"{_put.Count}.xml";
            _put.Add(name);
            group.Put(name, $"<Order><Id>{_put.Count - 1}</Id></Order>");
        }
    }

    private async Task ResumeAsync(FileGroup group)
    {
        // What is suspended while the trial ends may come a moment later.
        await WaitFor.TrueAsync(
            async () =>
            {
                await ViaductProgram.RunAsync(["messages", "resume", "--all", "--store", group.Store]);
                return group.ArrivedPaths("orders").Count() >= _put.Count;
            },
            async () => $"{group.ArrivedPaths("orders").Count()} of {_put.Count}\n{await group.DescribeAsync()}");
    }

    private static Task<JsonElement> TrialAsync(int exitCode, params string[] arguments) =>
        ViaductProgram.JsonAsync(exitCode, arguments);

    private static async Task RefusedAsync(string text, params string[] arguments)
    {
        var result = await ViaductProgram.RunAsync(arguments);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    private static void Write(FileGroup group, string map, string mask = "*.xml")
    {
        group.ConfigureText($$"""
            receivePorts:
              - name: orders-in
                locations:
                  - name: orders-here
                    file: { folder: "{{group.In}}", mask: "{{mask}}", every: 1s }
                    receive: [ xml ]
                maps: [ m.xsl ]
            sendPorts:
              - name: orders
                filter: receivePort == "orders-in"
                file: { folder: "{{group.Out("orders")}}", fileName: "%MessageID%-%SourceFileName%" }
            """);
        group.WriteConfiguration("m.xsl", Encoding.UTF8.GetBytes($"""
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
            <xsl:template match="/Order">{map}</xsl:template>
            </xsl:stylesheet>
            """));
    }
}
