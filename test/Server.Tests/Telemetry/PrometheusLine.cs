namespace Viaduct.Server.Tests.Telemetry;

/// <summary>One value of a text in Prometheus' format.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value.</param>
internal sealed record PrometheusLine(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    /// <summary>The value of a label; empty without it.</summary>
    public string this[string label] => Labels.GetValueOrDefault(label, "");
}
