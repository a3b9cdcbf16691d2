using Viaduct.Server.Configuration;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>What only the whole configuration shows, and what is shown of it.</summary>
public class WholeConfigurationTests
{
    [Fact]
    public void Validate_LocationsOfTheSameAddress_AreRefused()
    {
        using var files = ConfigurationUnderTest.With(
            """
            application: a
            receivePorts:
              - name: r
                locations:
                  - { name: one, host: receive, folder: { path: /in } }
                  - { name: two, host: receive, folder: { path: /in } }
                  - { name: off, host: receive, folder: { path: /in }, enabled: false }
            """);
        Assert.StartsWith("viaduct.yaml:9:45: error: The receive locations one and two have the same address.",
            files.OnlyProblem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_PropertyOfTwoTypes_IsRefused()
    {
        using var files = ConfigurationUnderTest.With(Schema("a", "number") + "---\n" + Schema("b", "date"));
        Assert.Contains("The property urn:x#P has two types.", files.OnlyProblem(), StringComparison.Ordinal);

        static string Schema(string name, string type) =>
            $"application: {name}\n"
            + $"propertySchemas: [ {{ prefix: X, namespace: urn:x, properties: [ {{ name: P, type: {type} }} ] }} ]\n";
    }

    [Fact]
    public void Validate_WarningsAlone_DoNotRefuse()
    {
        using var files = ConfigurationUnderTest.With(
            "application: a\nsendPorts:\n- name: p\n  host: send\n  folder: { path: /x }\n");
        Assert.NotNull(files.Load().Configuration);
    }

    [Fact]
    public void Validate_AdapterFindsSomethingUnusual_Warns()
    {
        using var files = ConfigurationUnderTest.With(
            "application: a\n"
            + "receivePorts: [ { name: r, locations: [ { name: l, host: receive, folder: { path: in } } ] } ]\n");
        Assert.StartsWith("viaduct.yaml:5:67: warning: The path is relative.", files.OnlyProblem(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void ToList_WarningAboutAValueThatIsWrong_IsLeftOut()
    {
        var place = new SourcePlace("viaduct.yaml", 5, 83);
        var problems = new ConfigurationProblems();
        problems.Warning(place, "The path is relative.", "Why.", "Fix.");
        problems.Warning(place with { Line = 6 }, "The path is relative.", "Why.", "Fix.");
        problems.Error(place, "The variable NO is not set.", "Why.", "Fix.");
        Assert.Equal([5, 6], problems.ToList().Select(problem => problem.Line));
    }

    [Fact]
    public void Describe_OneMistakeAtManyPlaces_TellsItOnce()
    {
        using var files = ConfigurationUnderTest.With(
            "application: a\nsendPorts:\n"
            + "- { name: p, host: sendd, state: unenlisted, folder: { path: /p } }\n"
            + "- { name: q, host: sendd, state: unenlisted, folder: { path: /q } }\n");
        var problems = files.Load().Problems;
        Assert.Equal(2, problems.Count);
        Assert.EndsWith(
            "\n  fix: Write send.\n  also: viaduct.yaml:7:20", Assert.Single(ConfigurationProblem.Describe(problems)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("again", null)]
    [InlineData("agian", "Write again.")]
    [InlineData("elsewhere", "Add one, with 'folder: {}', or correct the name.")]
    public void Validate_WhatGoesRound_FindsItsLocation(string location, string? fix)
    {
        using var files = ConfigurationUnderTest.With(
            "application: a\n"
            + "receivePorts: [ { name: r, locations: [ { name: again, host: receive, folder: { path: /in } } ] } ]\n"
            + "sendPorts:\n- name: p\n  host: send\n  filter: exists messageType\n"
            + $"  folder: {{ path: \"round:{location}\" }}\n");
        if (fix is null) Assert.NotNull(files.Load().Configuration);
        else
            Assert.Equal(
                $"viaduct.yaml:10:11: error: There is no receive location {location} with the adapter folder.\n"
                + $"  why: What the port sends would come in nowhere.\n  fix: {fix}", files.OnlyProblem());
    }

    [Fact]
    public void Validate_ThousandsOfMistakes_ShowsAThousandAndCountsTheRest()
    {
        using var files = ConfigurationUnderTest.With(
            "application: a\n" + string.Concat(Enumerable.Range(0, 1_500).Select(i => $"k{i}zzz: 1\n")));
        var problems = files.Load().Problems;
        Assert.Equal(1_001, problems.Count);
        Assert.Equal("500 more problems.", problems[^1].What);
    }

    [Fact]
    public void Validate_NoFolder_SaysSo()
    {
        using var files = new ConfigurationUnderTest();
        Assert.Equal(
            "viaduct.yaml: error: The file does not exist.\n  why: A configuration begins with viaduct.yaml.\n"
            + "  fix: Create viaduct.yaml, with at least: group: NAME.", files.OnlyProblem());
        files.Write("viaduct.yml", "group: g");
        Assert.EndsWith("fix: Rename it to viaduct.yaml.", files.OnlyProblem(), StringComparison.Ordinal);
    }
}
