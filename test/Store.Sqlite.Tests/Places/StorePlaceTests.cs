using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Places;

public sealed class StorePlaceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_LinksInThePath_GivesTheOnePathThatAllNamesMean()
    {
        var real = _folder.Folder("real");
        File.CreateSymbolicLink(_folder.PathOf("link"), real);
        File.CreateSymbolicLink(_folder.PathOf("real", "link.db"), "viaduct.db");

        var expected = StorePlace.Check(Path.Combine(real, "viaduct.db"));

        Assert.Equal(expected, StorePlace.Check(_folder.PathOf("link", "viaduct.db")));
        Assert.Equal(expected, StorePlace.Check(_folder.PathOf("link", "link.db")));
        Assert.Equal(expected, StorePlace.Check(_folder.PathOf("real", "..", "link", ".", "viaduct.db")));
    }

    [Fact]
    public void Check_LinkToItself_Refuses()
    {
        File.CreateSymbolicLink(_folder.PathOf("loop.db"), "loop.db");
        var refused = Assert.Throws<StoreRefusedException>(() => StorePlace.Check(_folder.PathOf("loop.db")));
        Assert.Contains("links", refused.Message);
    }

    [Fact]
    public void Check_FolderMissing_IsMadeUnlessItsParentIsMissingToo()
    {
        StorePlace.Check(_folder.PathOf("data", "viaduct.db"));
        Assert.True(Directory.Exists(_folder.PathOf("data")));

        var refused = Assert.Throws<StoreRefusedException>(
            () => StorePlace.Check(_folder.PathOf("mistyped", "data", "viaduct.db")));
        Assert.Contains(_folder.PathOf("mistyped", "data"), refused.Message);
        Assert.False(Directory.Exists(_folder.PathOf("mistyped")));
    }

    [Fact]
    public void Check_Folder_Refuses()
    {
        var refused = Assert.Throws<StoreRefusedException>(() => StorePlace.Check(_folder.Path));
        Assert.Contains("is a folder", refused.Message);
    }

    [Fact]
    public async Task Check_SecondHardLink_Refuses()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Hard links are only looked for on Linux.");
        var file = _folder.Write("viaduct.db", "");
        await Tool.RunAsync("ln", file, _folder.PathOf("other.db"));
        var refused = Assert.Throws<StoreRefusedException>(() => StorePlace.Check(file));
        Assert.Contains("2 names", refused.Message);
    }

    [Fact]
    public async Task Check_AnotherUsersFile_Refuses()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can give a file away.");
        var file = _folder.Write("viaduct.db", "");
        await Tool.RunAsync("chown", "12345", file);
        var refused = Assert.Throws<StoreRefusedException>(() => StorePlace.Check(file));
        Assert.Contains("12345", refused.Message);
    }

    [Theory]
    [InlineData("nfs", DriveType.Network, true)]
    [InlineData("cifs", DriveType.Unknown, true)]
    [InlineData("smb2", DriveType.Network, true)]
    [InlineData("fuse", DriveType.Unknown, true)]
    [InlineData("fuseblk", DriveType.Fixed, true)]
    [InlineData("v9fs", DriveType.Unknown, true)]
    [InlineData("ext4", DriveType.Fixed, false)]
    [InlineData("xfs", DriveType.Fixed, false)]
    [InlineData("btrfs", DriveType.Fixed, false)]
    [InlineData("overlayfs", DriveType.Fixed, false)]
    [InlineData("tmpfs", DriveType.Ram, false)]
    [InlineData("NTFS", DriveType.Fixed, false)]
    public void IsShared_FileSystem_IsToldApart(string format, DriveType type, bool expected) =>
        Assert.Equal(expected, StorePlace.IsShared(format, type));
}
