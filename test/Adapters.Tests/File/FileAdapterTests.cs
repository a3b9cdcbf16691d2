using Viaduct.Adapters.File;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Tests.File;

/// <summary>The descriptor, and what validation says.</summary>
public sealed class FileAdapterTests
{
    private readonly FileAdapter _adapter = new();

    [Fact]
    public void Validate_Defaults_AreGood()
    {
        Assert.Empty(Errors(new FileReceiveOptions { Folder = "/in" }));
        Assert.Empty(Errors(new FileSendOptions { Folder = "/out" }));
        Assert.Empty(_adapter.ReceiveWarnings(new FileReceiveOptions { Folder = Path.GetFullPath("/in") }));
        Assert.Empty(_adapter.SendWarnings(new FileSendOptions { Folder = Path.GetFullPath("/out") }));
    }

    [Fact]
    public void Validate_ManyMistakes_AreAllReported()
    {
        var errors = Errors(new FileReceiveOptions
        {
            Folder = "../in*", Mask = "a/*.xml; x.viaduct", Every = TimeSpan.Zero, BatchFiles = 0, BatchBytes = 1,
            Settle = TimeSpan.FromDays(1),
        });
        Assert.Equal(8, errors.Count);
        Assert.Equal(2, Errors(new FileSendOptions { Folder = "", FileName = "a/%SourceParty%" }).Count(
            e => e.Contains("fileName", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a/../b")]
    [InlineData(@"a\..\b")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("/in/*")]
    public void Validate_BadFolders_AreErrors(string folder) =>
        Assert.NotEmpty(Errors(new FileReceiveOptions { Folder = folder }));

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("sub/*.xml")]
    [InlineData(@"sub\*.xml")]
    [InlineData("*.viaduct")]
    [InlineData("a\nb")]
    public void Validate_BadMasks_AreErrors(string mask) =>
        Assert.NotEmpty(Errors(new FileReceiveOptions { Folder = "/in", Mask = mask }));

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("x.viaduct")]
    [InlineData("con.%time%")]
    [InlineData("%DestinationParty%.xml")]
    [InlineData("%sourcepartyqualifier%.xml")]
    public void Validate_BadFileNames_AreErrors(string fileName) =>
        Assert.NotEmpty(Errors(new FileSendOptions { Folder = "/out", FileName = fileName }));

    [Fact]
    public void Warnings_RelativeFoldersAndUnknownMacros_AreNamed()
    {
        Assert.Single(_adapter.ReceiveWarnings(new FileReceiveOptions { Folder = "in" }));
        var send = new FileSendOptions { Folder = "out", FileName = "%Oops%-%MessageID%" };
        var warnings = _adapter.SendWarnings(send).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Contains("%Oops%", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_AreFolderAndMaskOrName()
    {
        Assert.Equal("/in/*.xml", _adapter.ReceiveAddress(new FileReceiveOptions { Folder = "/in" }));
        Assert.Equal("/out/%MessageID%.xml", _adapter.SendAddress(new FileSendOptions { Folder = "/out" }));
    }

    [Theory]
    [InlineData("*.xml", "a.xml", true)]
    [InlineData("*.xml", "A.XML", true)]
    [InlineData("*.xml", "a.xmln", false)]
    [InlineData("*.xml", ".xml", false)]
    [InlineData("*", "anything", true)]
    [InlineData("*", ".hidden", false)]
    [InlineData(".*", ".hidden", true)]
    [InlineData("?.txt", "a.txt", true)]
    [InlineData("?.txt", "ab.txt", false)]
    [InlineData("a?*.txt", "ab.txt", true)]
    [InlineData("*a*b*c", "xaxxbxxc", true)]
    [InlineData("x.txt;y.txt", "y.txt", true)]
    [InlineData("*", "a.viaduct", false)]
    [InlineData("*", "a.Viaduct-Tmp", false)]
    [InlineData(".*", ".a.viaduct-lock", false)]
    public void Mask_Names_Match(string mask, string name, bool expected) =>
        Assert.Equal(expected, new FileMask(mask).Matches(name));

    [Fact]
    public void Catalog_HasEveryAdapterOnce()
    {
        Assert.Equal(["file", "loopback"], AdapterCatalog.All.Select(adapter => adapter.Name).Order());
        Assert.All(AdapterCatalog.All, adapter => Assert.True(adapter is IReceiveAdapter and ISendAdapter));
    }

    private List<string> Errors(object options)
    {
        var errors = new List<string>();
        if (options is FileReceiveOptions) _adapter.ValidateReceive(options, errors);
        else _adapter.ValidateSend(options, errors);
        Assert.All(errors, error => Assert.EndsWith(".", error, StringComparison.Ordinal));
        return errors;
    }
}
