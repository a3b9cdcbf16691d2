namespace Viaduct.Core.Tests.Process;

/// <summary>What is read for a detached port.</summary>
public class BacklogSourceTests
{
    [Theory]
    [InlineData(null, "abc")]
    [InlineData(1, "ac")]
    [InlineData(2, "b")]
    public async Task Messages_of_other_ports_are_counted_and_not_read(int? onlyPort, string expected)
    {
        await using var world = await ReaderWorld.CreateAsync();
        await world.PublishAsync(1, "a");
        await world.PublishAsync(2, "b");
        await world.PublishAsync(1, "c");

        var backlog = await world.ReadAsync(onlyPort);

        Assert.All(backlog.Segments, segment => Assert.Equal(1, segment.Items));
        Assert.Equal(3, backlog.Segments.Count);
        Assert.Equal(
            [.. "abc".Select(text => expected.Contains(text))],
            backlog.Segments.Select(segment => segment.Messages[0].Message is not null));
    }
}
