using System.Globalization;
using System.Text;
using Viaduct.Core.Telemetry;

namespace Viaduct.Server.Telemetry;

/// <summary>Writes metrics in Prometheus' text format.</summary>
internal static class PrometheusText
{
    /// <summary>The media type of the text.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The text of metrics.</summary>
    public static string Write(IEnumerable<CollectedMetric> metrics)
    {
        var text = new StringBuilder(16 << 10);
        foreach (var metric in metrics) Write(text, metric);
        return text.ToString();
    }

    private static void Write(StringBuilder text, CollectedMetric metric)
    {
        bool isFirst = true;
        metric.Read(series =>
        {
            if (isFirst) WriteHead(text, metric);
            isFirst = false;
            if (metric.Kind == MetricKind.Histogram) WriteHistogram(text, metric, series);
            else WriteLine(text, metric.Name, series.Tags, null, series.Value);
        });
    }

    private static void WriteHead(StringBuilder text, CollectedMetric metric)
    {
        string help = (metric.Instrument.Description ?? "")
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        string kind = metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        text.Append("# HELP ").Append(metric.Name).Append(' ').Append(help).Append('\n');
        text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(kind).Append('\n');
    }

    private static void WriteHistogram(StringBuilder text, CollectedMetric metric, MetricSeries series)
    {
        long count = 0;
        for (int i = 0; i < series.Buckets.Count; i++)
        {
            count += series.Buckets[i];
            double bound = i < metric.Bounds.Count ? metric.Bounds[i] : double.PositiveInfinity;
            WriteLine(text, metric.Name + "_bucket", series.Tags, Number(bound), count);
        }

        WriteLine(text, metric.Name + "_sum", series.Tags, null, series.Value);
        WriteLine(text, metric.Name + "_count", series.Tags, null, count);
    }

    private static void WriteLine(
        StringBuilder text, string name, KeyValuePair<string, object?>[] tags, string? bound, double value)
    {
        text.Append(name);
        char before = '{';
        foreach (var tag in tags)
        {
            WriteTag(text, before, PrometheusNames.Clean(tag.Key), Convert.ToString(tag.Value) ?? "");
            before = ',';
        }

        if (bound is not null) WriteTag(text, before, "le", bound);
        if (tags.Length > 0 || bound is not null) text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static void WriteTag(StringBuilder text, char before, string name, string value)
    {
        text.Append(before).Append(name).Append("=\"");
        foreach (char c in value)
            _ = c switch
            {
                '\\' => text.Append("\\\\"),
                '"' => text.Append("\\\""),
                '\n' => text.Append("\\n"),
                _ => text.Append(c),
            };
        text.Append('"');
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
