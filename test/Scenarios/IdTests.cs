namespace Viaduct.Scenarios;

/// <summary>Ids in the command line: what is none is refused, and an item's id finds its message.</summary>
public class IdTests
{
    [Theory]
    [InlineData("messages resume nonsense")]
    [InlineData("messages terminate 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77 nonsense")]
    [InlineData("messages save nonsense --to look")]
    [InlineData("messages show nonsense")]
    [InlineData("messages list --message nonsense")]
    [InlineData("messages track --message nonsense")]
    [InlineData("messages track --interchange nonsense")]
    public async Task What_is_no_id_is_refused_before_anything_is_done(string call)
    {
        var result = await ViaductProgram.RunAsync([.. call.Split(' '), "--store", "sqlite:/nowhere/viaduct.db"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("'nonsense' is not an id.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_of_a_message_is_found_by_the_id_of_its_item_too()
    {
        using var group = new FileGroup();
        group.Configure(("nobody", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 1);
        var item = (await group.SuspendedAsync(1))[0];
        string message = item.GetProperty("messageId").GetString()!;

        string output = "";
        await WaitFor.TrueAsync(
            async () =>
            {
                var way = await ViaductProgram.RunAsync(
                    [
                        "messages", "track", "--message", item.GetProperty("id").GetString()!,
                        "--store", group.Store,
                    ]);
                Assert.Contains(message, way.Error, StringComparison.Ordinal);
                output = way.Output;
                return output.Contains("suspended", StringComparison.Ordinal);
            },
            () => output);
        Assert.Contains(message, output, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }
}
