using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Telemetry;
using Viaduct.Support;
using YamlDotNet.RepresentationModel;

namespace Viaduct.Server.Tests.Telemetry;

/// <summary>The dashboard and the alert rules name what a server tells.</summary>
public partial class DeployedFilesTests
{
    private const string Dashboard = "deploy/grafana/viaduct.json";
    private const string Alerts = "deploy/prometheus/alerts.yaml";

    private static readonly HashSet<string> Known = FindKnown();

    [Fact]
    public void Dashboard_NamesWhatThereIs()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf(Dashboard)));
        var panels = document.RootElement.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        string[] expressions =
        [
            .. from panel in panels
                where panel.TryGetProperty("targets", out _)
                from target in panel.GetProperty("targets").EnumerateArray()
                select target.GetProperty("expr").GetString(),
        ];
        Assert.True(expressions.Length > 25);
        Assert.All(expressions, Check);
    }

    [Fact]
    public void Dashboard_ShowsWhatMatters()
    {
        string text = File.ReadAllText(Repository.PathOf(Dashboard));
        // What tells of a moment alone, or is told by others.
        Metric[] left = [Metrics.Ready, Metrics.Sessions, Metrics.ReadersBehind, Metrics.LargeInterchanges,
            Metrics.CommitWaiting, Metrics.CommitAge, Metrics.CleanUpDuration, Metrics.CleanUpPinned, Metrics.GroupAge];
        Assert.All(
            Metrics.All.Except(left),
            metric => Assert.Contains(PrometheusNames.Of(metric), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_NameWhatThereIs()
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(Repository.PathOf(Alerts)));
        yaml.Load(reader);
        var rules = (YamlSequenceNode)yaml.Documents[0].RootNode["groups"][0]["rules"];
        var names = rules.Select(rule => (string?)rule["alert"]).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        foreach (var rule in rules)
        {
            Check((string?)rule["expr"]);
            Assert.Contains((string?)rule["labels"]["severity"], new[] { "critical", "warning" });
            foreach (string word in new[] { "summary", "description" })
                Assert.False(string.IsNullOrEmpty((string?)rule["annotations"][word]));
            foreach (Match page in Pages().Matches((string?)rule["annotations"]["description"] ?? ""))
                Assert.True(File.Exists(Repository.PathOf(page.Value)), page.Value);
        }
    }

    [Fact]
    public async Task Alerts_AreGoodRules()
    {
        string? promtool = Tool.Find("promtool");
        Assert.SkipWhen(promtool is null, "promtool is missing: install Debian's package prometheus.");
        string said = await Tool.RunAsync(promtool!, "check", "rules", Repository.PathOf(Alerts));
        Assert.Contains("SUCCESS", said, StringComparison.Ordinal);
        said = await Tool.RunAsync(
            promtool!, "check", "config", Repository.PathOf("deploy/prometheus/prometheus.yaml"));
        Assert.Contains("SUCCESS", said, StringComparison.Ordinal);
    }

    private static void Check(string? expression)
    {
        var names = Names().Matches(Labels().Replace(expression!, "")).Select(match => match.Value).ToList();
        Assert.All(names, name => Assert.True(Known.Contains(name), $"{name} in {expression}"));
        if (expression!.StartsWith("up{", StringComparison.Ordinal)) return;
        Assert.NotEmpty(names);
    }

    // Of the runtime what the collector takes: asked for once, so that it is what there is.
    private static HashSet<string> FindKnown()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var metric in Metrics.All)
        {
            string name = PrometheusNames.Of(metric);
            if (metric.Kind != MetricKind.Histogram) known.Add(name);
            else known.UnionWith(new[] { "_bucket", "_sum", "_count" }.Select(ending => name + ending));
        }

        using var meter = new Meter("none");
        using var collector = new MetricCollector(meter);
        known.UnionWith(collector.Collect().Select(metric => metric.Name));
        return known;
    }

    [GeneratedRegex(@"\b(viaduct|messaging|dotnet)_[a-z0-9_]+")]
    private static partial Regex Names();

    // Labels begin as metrics do.
    [GeneratedRegex(@"\b(by|without|on) *\([^)]*\)|[a-z_]+(?==~?""|!=)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"docs/[a-z/-]+\.md")]
    private static partial Regex Pages();
}
