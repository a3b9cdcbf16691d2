using System.Text;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Telemetry;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Telemetry;

/// <summary>
/// The table of metrics is what the code gives. After a change, run this test with <c>VIADUCT_REGENERATE=1</c>: it
/// writes the file.
/// </summary>
public class MetricsPageTests
{
    private const string Intro =
        """
        # Metrics

        <!-- Generated from the code by a test of Server.Tests; run it with VIADUCT_REGENERATE=1 after a change. -->

        What a server tells at `/metrics` and by OTLP. [Telemetry](../operate/telemetry.md) says what to watch. Metrics
        that begin with `messaging` follow OpenTelemetry's conventions for messaging. The values of tags come from the
        configuration and from closed lists; no message adds one. What is said to be of the group is the same at all
        its servers: take the largest, not the sum. A histogram has `_bucket`, `_sum` and `_count` in Prometheus.

        | metric | in Prometheus | kind | unit | meaning | tags |
        |---|---|---|---|---|---|

        """;

    [Fact]
    public void The_table_of_metrics_is_current()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var metric in Metrics.All)
        {
            string tags = string.Join(", ", metric.Tags.Select(tag => $"`{tag}`"));
            string kind = metric.Kind.ToString().ToLowerInvariant();
            page.Append($"| `{metric.Name}` | `{PrometheusNames.Of(metric)}` | {kind} ");
            page.Append($"| {metric.Unit.Trim('{', '}')} | {metric.Text} | {tags} |\n");
        }

        string file = Repository.PathOf("docs/reference/metrics.md");
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null)
            File.WriteAllText(file, page.ToString());
        Assert.Equal(page.ToString(), File.ReadAllText(file).ReplaceLineEndings("\n"));
    }
}
