using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>What the FILE adapter says of options that work but are hardly meant.</summary>
public class FileConfigurationTests
{
    [Theory]
    [InlineData("/data/in", "*.xml", "/data/in", "%MessageID%.xml", true)]
    [InlineData("/data/in", "*.xml", "/data/./in/", "%SourceFileName%", true)]
    [InlineData("/data/in", "*.txt; ORDER-*", "/data/in", "order-%MessageID%.dat", true)]
    [InlineData("/data/in", "*.xml", "/data/in", "%MessageID%.done", false)]
    [InlineData("/data/in", "*.xml", "/data/in", ".%MessageID%.xml", false)]
    [InlineData("/data/in", "*", "/data/in/out", "%MessageID%.xml", false)]
    public void LoadFolder_PortThatFeedsALocation_IsWarnedOf(
        string from, string mask, string to, string name, bool warns)
    {
        var result = Load(from, mask, to, name);
        Assert.NotNull(result.Configuration);
        Assert.Equal(warns, result.Problems.Any(p => p.What.Contains("may come in again", StringComparison.Ordinal)));
    }

    [Fact]
    public void LoadFolder_OneNameForAllMessages_IsWarnedOfAtItsPlace()
    {
        var problem = Assert.Single(Load("/in", "*.xml", "/out", "result.xml").Problems);
        Assert.Contains("is the same for every message", problem.What, StringComparison.Ordinal);
        Assert.Equal((ProblemSeverity.Warning, 11), (problem.Severity, problem.Line));
        Assert.True(problem.Column > 25, $"{problem}");
    }

    [Theory]
    [InlineData("%datetime%.xml", true)]
    [InlineData("order-%time.tz%-%DATETIME_BTS2000%.xml", true)]
    [InlineData("%datetime%-%MessageID%.xml", false)]
    [InlineData("%SourceFileName%", false)]
    public void LoadFolder_NameOfTheTimeOnly_IsWarnedOf(string name, bool warns)
    {
        var problems = Load("/in", "*.xml", "/out", name).Problems;
        Assert.Equal(warns, problems.Any(p => p.What.Contains("of the same moment", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/in", "*.xml", "/in", "order*", "", true)]
    [InlineData("/in", "*.txt; *.XML", "/in/", "a?.xml", "", true)]
    [InlineData("/in", "*.xml", "/in", "*.txt", "", false)]
    [InlineData("/in", "*", "/in", ".*", "", false)]
    [InlineData("/in", "*", "/in/sub", "*", "", false)]
    [InlineData("/in", "*.xml", "/in", "order*", ", keep: true", false)]
    public void LoadFolder_TwoLocationsOnOneFolder_AreWarnedOfWhereTheyCompete(
        string folder, string mask, string other, string otherMask, string more, bool warns)
    {
        using var files = new TempFolder();
        files.Write("viaduct.yaml", $$"""
            group: g
            store: sqlite:a.db
            ---
            application: a
            receivePorts:
            - name: r
              locations:
              - { name: one, file: { folder: {{folder}}, mask: "{{mask}}"{{more}} } }
              - { name: two, file: { folder: {{other}}, mask: "{{otherMask}}"{{more}} } }
            """);
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(files.Path, _ => null);
        Assert.DoesNotContain(result.Problems, p => p.Severity == ProblemSeverity.Error);
        Assert.Equal(warns, result.Problems.Any(p => p.What.Contains("may compete", StringComparison.Ordinal)));
    }

    [Fact]
    public void LoadFolder_OptionBesideItsAdapter_IsToldWhereItBelongs()
    {
        using var folder = new TempFolder();
        folder.Write("viaduct.yaml", "group: g\nstore: sqlite:a.db\n---\napplication: a\nreceivePorts:\n- name: r\n"
            + "  locations:\n  - name: l\n    file: { mask: x }\n    folder: /in\n");
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
        Assert.Contains(result.Problems, p => p.Fix.Contains("belongs beneath file:", StringComparison.Ordinal));
    }

    private static ConfigurationResult Load(string from, string mask, string to, string name)
    {
        using var folder = new TempFolder();
        folder.Write("viaduct.yaml", $$"""
            group: g
            store: sqlite:a.db
            ---
            application: a
            receivePorts:
            - name: r
              locations:
              - { name: l, file: { folder: {{from}}, mask: "{{mask}}" } }
            sendPorts:
            - name: s
              file: { folder: {{to}}, fileName: "{{name}}" }
              filter: receivePort == "r"
            """);
        return new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
    }
}
