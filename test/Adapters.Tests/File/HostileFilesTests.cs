using System.Runtime.InteropServices;
using Viaduct.Adapters.File;

namespace Viaduct.Adapters.Tests.File;

/// <summary>What others may put into a folder to do harm.</summary>
public sealed partial class HostileFilesTests : IDisposable
{
    private readonly ReceiveWorld _world = new();
    private byte[]? _bytesName;

    public void Dispose()
    {
        if (_bytesName is not null) RemoveFile(_bytesName); // .NET cannot name it
        _world.Dispose();
    }

    [Fact]
    public async Task Links_pipes_and_devices_are_never_opened()
    {
        string secret = Path.Join(_world.Folder("beside"), "secret");
        System.IO.File.WriteAllText(secret, "secret");
        System.IO.File.CreateSymbolicLink(Path.Join(_world.In, "link.xml"), secret);
        System.IO.File.CreateSymbolicLink(Path.Join(_world.In, "dangling.xml"), secret + "-gone");
        System.IO.File.CreateSymbolicLink(Path.Join(_world.In, "loop.xml"), Path.Join(_world.In, "loop.xml"));
        Assert.Equal(0, MakePipe(Path.Join(_world.In, "pipe.xml"), 0b110_110_110));
        _world.Drop("good.xml");
        var process = _world.Start();

        for (int i = 0; i < 2; i++) await process.RoundAsync();

        Assert.Equal("good.xml", Assert.Single(_world.Box.Items).Name);
        Assert.Equal(["dangling.xml", "link.xml", "loop.xml", "pipe.xml"], _world.Names);
        Assert.Equal(4, _world.Log.Of(4103).Count);
        Assert.Equal("secret", System.IO.File.ReadAllText(secret));
    }

    [Fact]
    public async Task A_link_that_takes_the_place_of_a_claimed_file_is_not_followed()
    {
        string secret = Path.Join(_world.Folder("beside"), "secret");
        System.IO.File.WriteAllText(secret, "secret");
        _world.Drop("a.xml");
        var process = _world.Start();
        process.Files.After = (call, _) =>
        {
            if (call != "RenameToFree") return;
            string claimed = Directory.GetFiles(_world.In).Single();
            System.IO.File.Delete(claimed);
            System.IO.File.CreateSymbolicLink(claimed, secret);
        };
        await process.RoundAsync();

        Assert.Empty(_world.Box.Items);
        Assert.Equal("secret", System.IO.File.ReadAllText(secret));
    }

    [Fact]
    public async Task Names_that_cannot_be_shown_or_found_again_are_left_and_named_escaped()
    {
        _world.Drop("line\nforged: all is well.xml");
        _world.Drop("escape\u001b[2J.xml");
        _world.Drop("reversed\u202Excod.xml");
        DropBytes([.. "bad"u8, 0xC3, 0x28, .. ".xml"u8]);
        _world.Drop("good.xml");
        var process = _world.Start();

        for (int i = 0; i < 2; i++) await process.RoundAsync();

        Assert.Equal("good.xml", Assert.Single(_world.Box.Items).Name);
        var lines = _world.Log.Of(4103);
        Assert.Equal(4, lines.Count);
        Assert.All(lines, line => Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u202E'));
        Assert.Contains(lines, line => line.Contains("line\\u000Aforged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_with_blanks_quotes_dots_percent_signs_and_backslashes_are_just_names()
    {
        string[] names =
        [
            " leading.xml", "a b.xml", "..xml", "...", "-rf", "a'b\".xml", "%MessageID%.xml", "back\\slash.xml",
            "$(reboot).xml", "a;b.xml", "ünï©ödé.xml", "日本.xml", "a|b.xml", "con.xml",
        ];
        foreach (string name in names) _world.Drop(name, name);

        await _world.Start(_world.Options with { Mask = "*; .*" }).RoundAsync();

        Assert.Equal(
            names.Order(StringComparer.Ordinal), _world.Box.Items.Select(i => i.Name).Order(StringComparer.Ordinal));
        Assert.All(_world.Box.Items, item => Assert.Equal(item.Name, item.Text));
        Assert.Empty(_world.Names);
    }

    [Fact]
    public void Claimed_names_are_read_back_and_strange_ones_are_not()
    {
        var id = Guid.CreateVersion7();
        foreach (var form in Enum.GetValues<ClaimedForm>())
            foreach (string name in new[] { "a.xml", "a.alone", "x", new string('漢', 85), "a.changed.viaduct" })
            {
                string claimed = ClaimedName.Of(name, id, form);
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(claimed), 1, FileNameRules.BytesMax);
                Assert.True(ClaimedName.TryParse(claimed, out var readId, out var readForm));
                Assert.Equal((id, form), (readId, readForm));
                Assert.True(ClaimedName.IsReserved(claimed));
            }

        foreach (string name in new[] { ".viaduct", "a.viaduct", $"{id:N}.viaduct", $".{id:D}.viaduct", "", "a" })
            Assert.False(ClaimedName.TryParse(name, out _, out _));
    }

    private void DropBytes(byte[] name)
    {
        byte[] path = [.. System.Text.Encoding.UTF8.GetBytes(_world.In + "/"), .. name, 0];
        _bytesName = path;
        int file = CreateFile(path, 0b110_100_100);
        Assert.True(file >= 0);
        Assert.Equal(0, CloseFile(file));
    }

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "creat")]
    private static partial int CreateFile(byte[] path, uint mode);

    [LibraryImport("libc", EntryPoint = "unlink")]
    private static partial int RemoveFile(byte[] path);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);
}
