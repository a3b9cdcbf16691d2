namespace Viaduct.Scenarios;

/// <summary>What monitoring asks: is anything wrong?</summary>
public class StatusCheckTests
{
    [Fact]
    public async Task A_check_ends_with_1_while_no_server_runs_or_messages_are_suspended()
    {
        using var group = new FileGroup();
        group.Configure(("nobody", "receivePort == \"elsewhere\""));
        Assert.Equal(3, (await CheckAsync(group)).ExitCode);
        await using var server = await group.StartReadyAsync();
        var well = await CheckAsync(group);
        Assert.Equal(0, well.ExitCode);
        Assert.StartsWith("ok: ", well.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CheckAsync(group, "--servers", "2")).ExitCode);

        group.Put(0, 2);
        await group.SuspendedAsync(2);
        var suspended = await CheckAsync(group);
        Assert.Equal(1, suspended.ExitCode);
        Assert.StartsWith("wrong: suspended: 2 suspended", suspended.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CheckAsync(group, "--suspended-max", "2")).ExitCode);
        await FileGroup.StopAsync(server);
        var without = await ViaductProgram.RunAsync(["status", "--lag-max", "5", "--store", group.Store]);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("--lag-max", without.Error, StringComparison.Ordinal);

        var json = await ViaductProgram.JsonAsync(1, "status", "--check", "--store", group.Store);
        Assert.False(json.GetProperty("ok").GetBoolean());
        Assert.Equal(
            ["servers", "suspended"],
            json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!));
    }

    private static Task<ProgramResult> CheckAsync(FileGroup group, params string[] more) =>
        ViaductProgram.RunAsync(["status", "--check", "--store", group.Store, .. more]);
}
