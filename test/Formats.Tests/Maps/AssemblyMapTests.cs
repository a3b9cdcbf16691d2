using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

public class AssemblyMapTests
{
    private const string Path = "bin/Contoso.Maps.dll";

    private static readonly MapModel Letter = new(Path) { Type = typeof(LetterMap).FullName };

    [Fact]
    public async Task MapAsync_ClassOfAnAssembly_Maps()
    {
        var map = Xslt.Create(Letter, Files());
        var message = await map.GoodAsync("Ada");
        Assert.Equal("urn:order#Order", map.SourceMessageType);
        Assert.Equal("Dear Ada", message.Text());
        Assert.Equal("letter", message.TypeOf());
    }

    [Fact]
    public void Create_FromAndTheOnlyMap_AreTaken()
    {
        var map = Xslt.Create(new MapModel(Path) { From = "a#b" }, Files());
        Assert.Equal("a#b", map.SourceMessageType);
    }

    [Fact]
    public void Create_SameBytesTwice_LoadsThemOnce() => Assert.Same(
        ((Formats.Maps.Assemblies.AssemblyMap)Xslt.Create(Letter, Files())).Assembly,
        ((Formats.Maps.Assemblies.AssemblyMap)Xslt.Create(Letter, Files())).Assembly);

    [Fact]
    public async Task MapAsync_Failure_LeavesTheMessageAsItWas()
    {
        var message = Documents.Message("refuse");
        var failure = await Xslt.Create(Letter, Files()).MapAsync(message, new RunContext(), default);
        Assert.Equal("No such order.", failure?.Text);
        Assert.Equal("", message.TypeOf());
    }

    [Fact]
    public async Task MapAsync_OverItsTime_IsAFailureThatNamesMapAndLimit()
    {
        var map = Xslt.Create(Letter with { TimeMax = TimeSpan.FromMilliseconds(200) }, Files());
        var failure = await map.BadAsync("hang");
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains($"{Path} took longer than 0.2 seconds", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_Exception_GoesToTheStage() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await Xslt.Create(Letter, Files())
                .MapAsync(Documents.Message("throw"), new RunContext(), default));

    [Fact]
    public void Create_NoSuchClass_NamesThoseThatAre()
    {
        var e = Refused(new MapModel(Path) { Type = "Contoso.Nothing" }, Files());
        Assert.Contains(typeof(LetterMap).FullName!, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoAssembly_IsRefused()
    {
        var e = Refused(new MapModel(Path), new MemoryPackage().Add(Path, "MZ no assembly"));
        Assert.Contains("no .NET assembly", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_AssemblyWithoutMaps_IsRefused()
    {
        byte[] other = File.ReadAllBytes(typeof(FactAttribute).Assembly.Location);
        var e = Refused(new MapModel(Path), new MemoryPackage().Add(Path, other));
        Assert.Contains("no public class that implements", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_Isolated_IsRefused() => Refused(Letter with { Isolate = true }, Files());

    [Fact]
    public void FilesOf_Assembly_AreThoseThatItNeedsAndAreThere()
    {
        var files = Files().Add("bin/xunit.v3.assert.dll", File.ReadAllBytes(typeof(Assert).Assembly.Location))
            .Add("bin/Other.dll", "not needed");
        Assert.Equal(
            ["bin/Contoso.Maps.dll", "bin/xunit.v3.assert.dll"],
            MapKinds.All.Single(kind => kind.Extension == ".dll").FilesOf(Letter, files));
    }

    private static MemoryPackage Files() =>
        new MemoryPackage().Add(Path, File.ReadAllBytes(typeof(LetterMap).Assembly.Location));

    private static ComponentConfigurationException Refused(MapModel map, MemoryPackage files) =>
        Assert.Throws<ComponentConfigurationException>(() => Xslt.Create(map, files));
}
