namespace Viaduct.Adapters.Tests.File;

/// <summary>A disk that is really full. Needs the right to mount a file system in memory.</summary>
public sealed class SmallDiskTests : IDisposable
{
    private readonly SendWorld _world = new();
    private readonly string _disk;
    private readonly bool _isMounted;

    public SmallDiskTests()
    {
        _disk = Path.Join(_world.Out, "disk");
        Directory.CreateDirectory(_disk);
        _isMounted = Mount("mount", "-t", "tmpfs", "-o", "size=1m", "none", _disk);
    }

    public void Dispose()
    {
        if (_isMounted) Mount("umount", _disk);
        _world.Dispose();
    }

    [Fact]
    public async Task A_full_disk_fails_transiently_leaves_nothing_and_goes_on_once_there_is_room()
    {
        Assert.SkipUnless(_isMounted, "not allowed to mount a tmpfs");
        string ballast = Path.Join(_disk, "ballast");
        System.IO.File.WriteAllBytes(ballast, new byte[700 << 10]);
        var delivery = _world.Add(new string('x', 600 << 10));
        var process = _world.Start(_world.Options with { Folder = _disk });

        await process.SendAsync();
        Assert.True(delivery.IsTransient);
        Assert.Contains("Free space on the disk", delivery.Failure?.Text, StringComparison.Ordinal);
        Assert.Equal([ballast], Directory.GetFileSystemEntries(_disk));

        System.IO.File.Delete(ballast);
        await process.SendAsync();
        Assert.True(delivery.IsSent);
    }

    private static bool Mount(string program, params string[] arguments)
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
