using System.Diagnostics.Metrics;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Tests.Telemetry;

public class PrometheusTextTests
{
    [Theory]
    [InlineData("messaging.sent.messages", "{message}", MetricKind.Counter, "messaging_sent_messages_total")]
    [InlineData("messaging.process.duration", "s", MetricKind.Histogram, "messaging_process_duration_seconds")]
    [InlineData("viaduct.commit.size", "By", MetricKind.Histogram, "viaduct_commit_size_bytes")]
    [InlineData("viaduct.server.ready", "", MetricKind.Gauge, "viaduct_server_ready")]
    [InlineData("a.share", "1", MetricKind.Gauge, "a_share_ratio")]
    [InlineData("x.bytes", "By", MetricKind.Gauge, "x_bytes")]
    [InlineData("9 lives / of-a cat", null, MetricKind.Gauge, "_9_lives_of_a_cat")]
    public void Names_FollowTheRules(string name, string? unit, MetricKind kind, string expected) =>
        Assert.Equal(expected, PrometheusNames.Of(name, unit, kind));

    [Fact]
    public void Text_EscapesWhatCouldEndALine()
    {
        using var meter = new Meter("test");
        using var collector = new MetricCollector(meter);
        var counter = meter.CreateCounter<long>("hostile", "{thing}", "One \\ line\nand another");
        counter.Add(1, new KeyValuePair<string, object?>("port.name", "a\"} 5\nevil 1 \\"));
        counter.Add(2, new KeyValuePair<string, object?>("port.name", "a\"} 5\nevil 1 \\"));
        var read = PrometheusParser.Read(PrometheusText.Write(collector.Collect()));
        var line = Assert.Single(read.Lines, line => line.Name.StartsWith("hostile", StringComparison.Ordinal));
        Assert.Equal(("hostile_total", 3), (line.Name, line.Value));
        Assert.Equal("a\"} 5\nevil 1 \\", line["port_name"]);
    }

    [Fact]
    public void Histograms_CountUpToTheirBounds()
    {
        using var meter = new Meter("test");
        using var collector = new MetricCollector(meter);
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 10] };
        var histogram = meter.CreateHistogram("h", "s", "text", null, advice);
        foreach (double value in new[] { 0.5, 1, 1.5, 10, 11, 1e9 }) histogram.Record(value);
        var read = PrometheusParser.Read(PrometheusText.Write(collector.Collect()));
        Assert.Equal(2, read.Value("h_seconds_bucket", ("le", "1")));
        Assert.Equal(4, read.Value("h_seconds_bucket", ("le", "10")));
        Assert.Equal(6, read.Value("h_seconds_bucket", ("le", "+Inf")));
        Assert.Equal(6, read.Value("h_seconds_count"));
        Assert.Equal(0.5 + 1 + 1.5 + 10 + 11 + 1e9, read.Value("h_seconds_sum"));
    }

    [Fact]
    public void Gauges_ThatAreNotToldAnyMore_AreGone()
    {
        using var meter = new Meter("test");
        using var collector = new MetricCollector(meter);
        string[] ports = ["a", "b"];
        meter.CreateObservableGauge<long>("g", () => ports.Select(
            port => new Measurement<long>(1, new KeyValuePair<string, object?>("port", port))));
        meter.CreateObservableGauge("broken", Broken);
        Assert.Equal(2, Count());
        ports = ["b"];
        Assert.Equal(1, Count());

        static long Broken() => throw new InvalidOperationException("cannot tell");

        int Count() => PrometheusParser.Read(PrometheusText.Write(collector.Collect()))
            .Lines.Count(line => line.Name == "g");
    }

    [Fact]
    public void Series_BeyondTheLimit_AreTakenTogether()
    {
        using var meter = new Meter("test");
        using var collector = new MetricCollector(meter);
        var counter = meter.CreateCounter<long>("many");
        for (int i = 0; i < CollectedMetric.SeriesMax + 100; i++)
            counter.Add(1, new KeyValuePair<string, object?>("id", $"{i}"));
        var lines = PrometheusParser.Read(PrometheusText.Write(collector.Collect()))
            .Lines.Where(line => line.Name == "many_total").ToList();
        Assert.Equal(CollectedMetric.SeriesMax + 1, lines.Count);
        Assert.Equal(100, Assert.Single(lines, line => line["otel_metric_overflow"] == "true").Value);
    }

    [Fact]
    public void Meters_OfOthers_AreLeftAlone()
    {
        using var meter = new Meter("test");
        using var other = new Meter("test");
        using var collector = new MetricCollector(meter);
        other.CreateCounter<long>("theirs").Add(1);
        string text = PrometheusText.Write(collector.Collect());
        Assert.DoesNotContain("theirs", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text, StringComparison.Ordinal);
    }
}
