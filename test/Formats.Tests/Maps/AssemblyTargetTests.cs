using Viaduct.Formats.Maps.Assemblies;

namespace Viaduct.Formats.Tests.Maps;

public class AssemblyTargetTests
{
    [Theory]
    [InlineData("System.Runtime", 10, null)]
    [InlineData("System.Runtime", 8, null)]
    [InlineData("netstandard", 2, null)]
    [InlineData("System.Runtime", 99, "made for .NET 99")]
    [InlineData("mscorlib", 4, "made for the .NET Framework")]
    public void MistakeOf_Reference_TellsForWhichDotnetItIsMade(string name, int version, string? mistake)
    {
        string? told = AssemblyTarget.MistakeOf([(name, new Version(version, 0, 0, 0))], isFirst: true);
        if (mistake is null) Assert.Null(told);
        else Assert.Contains(mistake, told, StringComparison.Ordinal);
    }

    [Fact]
    public void MistakeOf_LibraryOfTheFramework_MayRunAllTheSame() =>
        Assert.Null(AssemblyTarget.MistakeOf([("mscorlib", new Version(4, 0, 0, 0))], isFirst: false));
}
