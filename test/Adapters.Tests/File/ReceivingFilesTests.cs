using Viaduct.Adapters.File;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What a FILE receive location does with ordinary files.</summary>
public sealed class ReceivingFilesTests : IDisposable
{
    private readonly ReceiveWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_file_is_taken_in_and_deleted_and_its_claim_closed()
    {
        string path = _world.Drop("order.xml", "<order/>");

        var round = await _world.Start().RoundAsync();

        Assert.Equal(1, round.Taken);
        var item = Assert.Single(_world.Box.Items);
        Assert.Equal("<order/>", item.Text);
        Assert.Equal(path, item.Context.Text(FileProperties.ReceivedFileName));
        Assert.True(item.Context.TryGet(FileProperties.ReceivedFileName, out _, out bool isPromoted) && isPromoted);
        Assert.True(item.Context.TryGet(FileProperties.FileCreationTime, out var created, out bool isTimePromoted));
        Assert.False(isTimePromoted);
        Assert.Equal(PropertyValueKind.Instant, created.Kind);
        Assert.Empty(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task Only_names_of_the_mask_are_taken_and_folders_below_are_not_searched()
    {
        foreach (string name in new[] { "a.xml", "B.XML", "c.txt", "d.xmln", ".hidden.xml", "e.xml.viaduct" })
            _world.Drop(name);
        Directory.CreateDirectory(Path.Join(_world.In, "sub.xml"));
        System.IO.File.WriteAllText(Path.Join(_world.In, "sub.xml", "f.xml"), "below");

        await _world.Start(_world.Options with { Mask = "*.xml; ?.txt" }).RoundAsync();

        var taken = _world.Box.Items.Select(item => item.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["B.XML", "a.xml", "c.txt"], taken);
        Assert.Equal([".hidden.xml", "d.xmln", "e.xml.viaduct", "sub.xml"], _world.Names);
    }

    [Fact]
    public async Task A_file_of_no_bytes_is_taken_in_without_a_failure()
    {
        _world.Drop("empty.xml", "");
        var process = _world.Start();
        await process.RoundAsync();
        Assert.Empty(_world.Box.Items); // perhaps somebody has only just created it

        _world.Time.Advance(_world.Options.Settle);
        await process.RoundAsync();

        var item = Assert.Single(_world.Box.Items);
        Assert.Equal("", item.Text);
        Assert.Null(item.Failure);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_large_file_is_read_from_its_place()
    {
        string text = new('x', FileContent.SmallBytes * 2);
        _world.Drop("large.txt", text);

        await _world.Start().RoundAsync();

        Assert.Equal(text, Assert.Single(_world.Box.Items).Text);
        Assert.Empty(_world.Names);
    }

    [Fact]
    public async Task A_later_file_of_the_same_name_and_content_is_another_item()
    {
        var process = _world.Start();
        string path = _world.Drop("order.xml");
        var time = System.IO.File.GetLastWriteTimeUtc(path);
        await process.RoundAsync();
        System.IO.File.SetLastWriteTimeUtc(_world.Drop("order.xml"), time);

        await process.RoundAsync();

        Assert.Equal(2, _world.Box.CountOf("order.xml"));
    }

    [Fact]
    public async Task Batches_are_limited_in_files_and_bytes_and_one_large_file_is_a_batch()
    {
        for (int i = 0; i < 5; i++) _world.Drop($"small{i}", new string('x', 100));
        _world.Drop("large", new string('x', 5000));
        var process = _world.Start(_world.Options with { BatchFiles = 3, BatchBytes = 1024 });

        var round = await process.RoundAsync();

        Assert.Equal(6, round.Taken);
        Assert.InRange(process.Session.SubmittedAtOnce, 1, 3);
        Assert.Equal(3, process.Files.Calls["FlushFolder"] / 2); // one flush after the renames, one after the deletes
    }

    [Fact]
    public void Batches_hold_every_file_once_wherever_they_go_on()
    {
        var files = Enumerable.Range(0, 100).Select(i => new Candidate($"{i}", default)).ToList();
        var batches = new CandidateBatches(files, filesMax: 7, bytesMax: 1000);
        var seen = new List<string>();
        for (int i = 0; batches.Next() is { } batch; i++)
        {
            Assert.InRange(batch.Count, 1, 7);
            seen.AddRange(batch.Select(candidate => candidate.Name));
            if (i % 2 == 0) batches.GoElsewhere();
        }

        Assert.Equal(100, seen.Count);
        Assert.Equal(100, seen.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_oldest_files_come_first()
    {
        foreach (var (name, age) in new[] { ("new", 1), ("oldest", 3), ("old", 2) })
            System.IO.File.SetLastWriteTimeUtc(
                _world.Drop(name), new DateTime(2026, 1, 10, 0, 0, 0, DateTimeKind.Utc).AddDays(-age));

        await _world.Start(_world.Options with { BatchFiles = 1 }).RoundAsync();

        Assert.Equal(["oldest", "old", "new"], _world.Box.Items.Select(item => item.Name));
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_waited_for_and_complained_of_once()
    {
        string folder = Path.Join(_world.In, "later");
        var process = _world.Start(_world.Options with { Folder = folder });
        for (int i = 0; i < 3; i++) await process.RoundAsync();
        Assert.Contains(folder, Assert.Single(_world.Log.Of(4101)), StringComparison.Ordinal);
        Assert.Contains("Create it, mount it", process.Receiver.Trouble, StringComparison.Ordinal);

        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(Path.Join(folder, "a.xml"), "a");
        await process.RoundAsync();
        Assert.Single(_world.Box.Items);
        Assert.Single(_world.Log.Of(4102));
        Assert.Null(process.Receiver.Trouble);

        Directory.Delete(folder);
        System.IO.File.WriteAllText(folder, "a file has taken its place");
        for (int i = 0; i < 3; i++) await process.RoundAsync();
        Assert.Equal(2, _world.Log.Of(4101).Count);
    }

    [Fact]
    public async Task A_folder_that_is_a_link_is_followed()
    {
        string link = Path.Join(_world.Folder("beside"), "link");
        Directory.CreateSymbolicLink(link, _world.In);
        _world.Drop("order.xml");

        await _world.Start(_world.Options with { Folder = link }).RoundAsync();

        Assert.Single(_world.Box.Items);
        Assert.Empty(_world.Names);
        Assert.Empty(_world.Box.Claims);
    }

    [Fact]
    public async Task A_very_long_name_is_claimed_and_kept_whole_in_the_context()
    {
        string name = new string('ä', 125) + ".xml"; // 254 bytes, the most is 255
        _world.Drop(name);

        await _world.Start(_world.Options with { Folder = _world.In + "/" }).RoundAsync();

        Assert.Equal(name, Assert.Single(_world.Box.Items).Name);
        Assert.Empty(_world.Names);
    }
}
