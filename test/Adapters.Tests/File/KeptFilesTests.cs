using Viaduct.Adapters.File;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Files that stay where they are: read-only ones, and all of a location with <c>keep</c>.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly ReceiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_read_only_file_is_taken_in_once_and_left()
    {
        MakeReadOnly(_world.Drop("a.xml", "a"));
        var process = _world.Start();
        for (int i = 0; i < 3; i++) await process.RoundAsync();

        Assert.Equal("a", Assert.Single(_world.Box.Items).Text);
        Assert.Equal(["a.xml"], _world.Names);
        Assert.Empty(_world.Box.Claims);
        Assert.Equal(1, process.Session.Submitted);
    }

    [Fact]
    public async Task Another_process_knows_it_by_its_receipt()
    {
        MakeReadOnly(_world.Drop("a.xml"));
        await _world.Start().RoundAsync();
        var second = _world.Start();
        await second.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Equal(1, second.Session.Submitted); // as a duplicate
    }

    [Fact]
    public async Task Other_content_under_the_same_name_is_another_item()
    {
        string path = _world.Drop("a.xml", "one");
        MakeReadOnly(path);
        var process = _world.Start();
        await process.RoundAsync();
        var time = System.IO.File.GetLastWriteTimeUtc(path);
        System.IO.File.Delete(path);
        path = _world.Drop("a.xml", "two");
        System.IO.File.SetLastWriteTimeUtc(path, time); // same name, size and time: the content tells
        MakeReadOnly(path);

        await process.RoundAsync();
        Assert.Equal(["one", "two"], _world.Box.Items.Select(item => item.Text));
    }

    [Fact]
    public async Task With_keep_every_file_is_left()
    {
        _world.Drop("a.xml", "a");
        _world.Drop("large.txt", new string('x', FileContent.SmallBytes + 1));
        var options = _world.Options with { Keep = true };
        for (int i = 0; i < 2; i++) await _world.Start(options).RoundAsync();

        Assert.Equal(2, _world.Box.Items.Count);
        Assert.Equal(FileContent.SmallBytes + 1, _world.Box.Items.Single(i => i.Name == "large.txt").Text.Length);
        Assert.Equal(["a.xml", "large.txt"], _world.Names);
    }

    [Fact]
    public async Task A_crash_before_the_answer_takes_nothing_in_twice()
    {
        for (int point = 0; point < 10; point++)
            foreach (bool isAfter in new[] { false, true })
            {
                using var world = new ReceiveWorld();
                MakeReadOnly(world.Drop("a.xml"));
                var plan = new CrashPlan(point, isAfter);
                await world.Start(plan: plan).RoundUntilCrashAsync();
                await world.Start().RoundAsync();
                Assert.Single(world.Box.Items);
            }
    }

    private static void MakeReadOnly(string path)
    {
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(path, ReadOnly);
        else System.IO.File.SetAttributes(path, FileAttributes.ReadOnly);
    }
}
