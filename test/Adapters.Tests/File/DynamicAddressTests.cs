using Viaduct.Adapters.File;

namespace Viaduct.Adapters.Tests.File;

/// <summary>Addresses of files that messages name.</summary>
public class DynamicAddressTests
{
    private static readonly FileSendOptions Own = new()
    {
        Folder = "/own", FileName = "own-%MessageID%.xml", CopyMode = FileCopyMode.Overwrite,
    };

    [Theory]
    [InlineData("file:///srv/out/a.xml", "/srv/out", "a.xml")]
    [InlineData("file:///srv/out/order-%MessageID%.xml", "/srv/out", "order-%MessageID%.xml")]
    [InlineData("file:///srv/out/a%20b.xml", "/srv/out", "a b.xml")]
    [InlineData("file:///srv/out/", "/srv/out", "own-%MessageID%.xml")]
    public void OptionsFor_File_HasItsFolderAndNameAndTheRestOfThePort(string address, string folder, string name)
    {
        var options = (FileSendOptions?)new FileAdapter().OptionsFor(new Uri(address), Own);

        Assert.Equal(Own with { Folder = folder, FileName = name }, options);
    }

    [Theory]
    [InlineData("file://server/share/a.xml")]
    [InlineData("https://server/share/a.xml")]
    public void OptionsFor_NoFileHere_IsNull(string address) =>
        Assert.Null(new FileAdapter().OptionsFor(new Uri(address), Own));
}
