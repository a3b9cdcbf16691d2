using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Places;

/// <summary>A disk in memory. Who may not mount skips the test.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts it on a folder.</summary>
    public static async Task<SmallDisk> MountAsync(string folder, string options)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount a disk.");
        try
        {
            await Tool.RunAsync("mount", "-t", "tmpfs", "-o", options, "none", folder);
        }
        catch (InvalidOperationException refused)
        {
            Assert.Skip($"No disk can be mounted here: {refused.Message}");
        }
        return new SmallDisk(folder);
    }

    public async ValueTask DisposeAsync() => await Tool.RunAsync("umount", _folder);
}
