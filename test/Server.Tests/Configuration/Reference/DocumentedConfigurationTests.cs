using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration.Reference;

/// <summary>What the documents show as a configuration is one.</summary>
public class DocumentedConfigurationTests
{
    [Fact]
    public void LoadFolder_ExampleOfTheConcept_HasNoProblems()
    {
        string page = File.ReadAllText(Repository.PathOf("docs/concepts/configuration.md")).ReplaceLineEndings("\n");
        string example = page.Split("```yaml\n")[1].Split("```")[0];
        using var folder = new TempFolder();
        folder.Write("viaduct.yaml", example);
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
        Assert.Equal([], result.Problems.Select(p => p.ToString()));
        Assert.NotNull(result.Configuration);
    }
}
