using Viaduct.Support;

namespace Viaduct.Campaign.Servers;

/// <summary>A SQLite file, on a small disk of its own where one may be mounted (root on Linux).</summary>
internal sealed class SqliteStore : IStoreUnderTest
{
    private const string DiskSize = "512m";
    private const int BlockBytes = 4096;

    private readonly string _folder;
    private int _disposed;

    private SqliteStore(string folder, bool isMounted) => (_folder, IsMounted) = (folder, isMounted);

    /// <summary>Whether the disk can be filled up without harm to others.</summary>
    public bool IsMounted { get; }

    /// <inheritdoc/>
    public string Address => $"sqlite:{Path.Combine(_folder, "viaduct.db")}";

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Makes its place.</summary>
    public static async Task<SqliteStore> CreateAsync(TempFolder folder)
    {
        string place = folder.Folder("store");
        if (!OperatingSystem.IsLinux() || !Tool.IsRoot) return new SqliteStore(place, false);
        try
        {
            await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={DiskSize}", "tmpfs", place);
            return new SqliteStore(place, true);
        }
        catch (InvalidOperationException)
        {
            return new SqliteStore(place, false);
        }
    }

    /// <inheritdoc/>
    public string AddressOf(int server) => Address;

    /// <summary>Takes all room there is.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
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

    /// <summary>Whether somebody holds the way to the file at this moment.</summary>
    public bool IsHeld()
    {
        try
        {
            string gate = Path.Combine(_folder, "viaduct.db-gate");
            using var held = new FileStream(gate, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Copies the file and what belongs to it: the disk goes with the campaign.</summary>
    public void CopyTo(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(_folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && IsMounted) await Tool.RunAsync("umount", "-l", _folder);
    }
}
