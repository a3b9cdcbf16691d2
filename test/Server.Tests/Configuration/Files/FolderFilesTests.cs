using Viaduct.Server.Configuration.Files;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration.Files;

public class FolderFilesTests
{
    [Fact]
    public void Open_FileChangedLater_GivesWhatWasReadFirst()
    {
        using var folder = new TempFolder();
        folder.Write("a.txt", "first");
        var files = new FolderFiles(folder.Path);
        Assert.Equal("first", Text(files, "a.txt"));
        folder.Write("a.txt", "second");
        Assert.Equal("first", Text(files, "a.txt"));
        Assert.Equal(["a.txt"], files.Read.Keys);
    }

    [Fact]
    public void Open_LinkWithinTheFolder_IsFollowed()
    {
        // As a folder mounted by an orchestrator looks.
        using var folder = new TempFolder();
        folder.Write("..v1/a.txt", "text");
        Directory.CreateSymbolicLink(folder.PathOf("..data"), "..v1");
        File.CreateSymbolicLink(folder.PathOf("a.txt"), "..data/a.txt");
        var files = new FolderFiles(folder.Path);
        Assert.Equal("text", Text(files, "a.txt"));
        Assert.Equal(["a.txt"], files.List(""));
    }

    [Fact]
    public void Open_LinkOutOfTheFolder_IsNotThere()
    {
        using var folder = new TempFolder();
        using var outside = new TempFolder();
        outside.Write("secret.txt", "secret");
        File.CreateSymbolicLink(folder.PathOf("a.txt"), outside.PathOf("secret.txt"));
        Directory.CreateSymbolicLink(folder.PathOf("b"), outside.Path);
        var files = new FolderFiles(folder.Path);
        Assert.False(files.Exists("a.txt"));
        Assert.Throws<FileNotFoundException>(() => files.Open("a.txt"));
        Assert.Throws<FileNotFoundException>(() => files.Open("b/secret.txt"));
        Assert.Empty(files.List("b"));
        Assert.Empty(files.List("../"));
    }

    [Fact]
    public void Open_GiantFile_IsRefused()
    {
        using var folder = new TempFolder();
        using (var giant = File.Create(folder.PathOf("giant"))) giant.SetLength(FolderFiles.FileBytesMax + 1);
        Assert.Throws<InvalidDataException>(() => new FolderFiles(folder.Path).Open("giant"));
    }

    [Fact]
    public async Task Open_PipeOrDevice_IsRefusedByNameWithoutWaitingForAWriter()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes lie in folders on Unix.");
        using var folder = new TempFolder();
        await Tool.RunAsync("mkfifo", folder.PathOf("pipe.xsd"));
        File.CreateSymbolicLink(folder.PathOf("link.xsd"), "pipe.xsd");
        var files = new FolderFiles(folder.Path);
        foreach (string name in new[] { "pipe.xsd", "link.xsd" })
        {
            var refused = Assert.Throws<InvalidDataException>(() => files.Open(name));
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
            Assert.Contains("Put the file itself there", refused.Message, StringComparison.Ordinal);
        }
    }

    private static string Text(FolderFiles files, string path)
    {
        using var reader = new StreamReader(files.Open(path));
        return reader.ReadToEnd();
    }
}
