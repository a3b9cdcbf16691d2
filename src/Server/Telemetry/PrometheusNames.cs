using System.Text;
using Viaduct.Core.Telemetry;

namespace Viaduct.Server.Telemetry;

/// <summary>Names of metrics and tags as Prometheus writes them, by OpenTelemetry's rules.</summary>
public static class PrometheusNames
{
    /// <summary>The name of a metric: with its unit in words, and <c>_total</c> for what only rises.</summary>
    /// <param name="name">Its name, with dots.</param>
    /// <param name="unit">Its unit, as OpenTelemetry writes it; null or empty for none.</param>
    /// <param name="kind">What it is.</param>
    public static string Of(string name, string? unit, MetricKind kind)
    {
        string written = Clean(name);
        string word = WordOf(unit, kind);
        if (word.Length > 0 && !written.EndsWith("_" + word, StringComparison.Ordinal)) written += "_" + word;
        return kind == MetricKind.Counter && !written.EndsWith("_total", StringComparison.Ordinal)
            ? written + "_total"
            : written;
    }

    /// <summary>The name of a metric.</summary>
    public static string Of(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Of(metric.Name, metric.Unit, metric.Kind);
    }

    /// <summary>The name of a tag, or of a metric without unit: letters, digits and single underscores.</summary>
    public static string Clean(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var clean = new StringBuilder(name.Length + 1);
        foreach (char c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) clean.Append(c);
            else if (clean.Length == 0 || clean[^1] != '_') clean.Append('_');
        }

        if (clean.Length == 0 || char.IsAsciiDigit(clean[0])) clean.Insert(0, '_');
        return clean.ToString();
    }

    private static string WordOf(string? unit, MetricKind kind) => unit switch
    {
        null or "" => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        "1" => kind == MetricKind.Gauge ? "ratio" : "",
        // What is counted stands in braces, and in the name.
        _ => unit[0] == '{' ? "" : Clean(unit),
    };
}
