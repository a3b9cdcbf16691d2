using Viaduct.Server.Configuration.Files;

namespace Viaduct.Server.Tests.Configuration.Files;

public class PackagePathTests
{
    [Theory]
    [InlineData("", "viaduct.yaml", "viaduct.yaml")]
    [InlineData("applications/a", "schemas/./x.xsd", "applications/a/schemas/x.xsd")]
    [InlineData("applications/a", "../../shared/x.xsd", "shared/x.xsd")]
    [InlineData("applications/a", "a//b", "applications/a/a/b")]
    [InlineData("", "..a/b..", "..a/b..")]
    public void TryResolve_PathWithin_IsResolved(string folder, string path, string expected)
    {
        Assert.True(PackagePath.TryResolve(folder, path, out string full, out _));
        Assert.Equal(expected, full);
    }

    [Theory]
    [InlineData("", "The path is empty.")]
    [InlineData("../../../x", "The path leads out of the configuration's folder.")]
    [InlineData("a/../../../../x", "The path leads out of the configuration's folder.")]
    [InlineData("/etc/passwd", "Only relative paths are packed.")]
    [InlineData("C:/x", "Only relative paths are packed.")]
    [InlineData("a\\b", "Paths are written with /, on Windows too.")]
    [InlineData("a\0b", "The path has a control character.")]
    [InlineData("../../.viaduct/package.json", "The folder .viaduct/ is reserved.")]
    public void TryResolve_HostilePath_IsRefused(string path, string expected)
    {
        Assert.False(PackagePath.TryResolve("applications/a", path, out _, out string why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void TryResolve_LongPath_IsRefused() =>
        Assert.False(PackagePath.TryResolve("", new string('a', 513), out _, out _));
}
