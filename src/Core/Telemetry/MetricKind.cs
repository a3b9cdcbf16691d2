namespace Viaduct.Core.Telemetry;

/// <summary>What a metric is.</summary>
public enum MetricKind
{
    /// <summary>A number that only rises, from the start of the server.</summary>
    Counter,

    /// <summary>A number as it is now.</summary>
    Gauge,

    /// <summary>How many values were below each of some bounds.</summary>
    Histogram,
}
