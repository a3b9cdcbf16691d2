using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A small file system of its own, which can be filled up.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int BlockBytes = 4096;

    private readonly TempFolder _folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one; skips the running test where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Tool.IsRoot, "Only root on Linux mounts a small disk.");
        var disk = new SmallDisk();
        try
        {
            await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk.Path);
        }
        catch (InvalidOperationException error)
        {
            disk._folder.Dispose();
            Assert.Skip($"A small disk cannot be mounted here: {error.Message}");
        }

        return disk;
    }

    /// <summary>Takes all room there is.</summary>
    public void Fill() => Fill(Ballast);

    /// <summary>Takes all room there is where a file lies.</summary>
    public static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[BlockBytes];
        try
        {
            while (true) file.Write(block);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Tool.RunAsync("umount", "-l", Path);
        _folder.Dispose();
    }
}
