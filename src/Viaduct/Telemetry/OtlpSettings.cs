using System.Globalization;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Telemetry;

/// <summary>
/// What is exported by OTLP, as OpenTelemetry's environment variables say: nothing, unless they name an endpoint.
/// </summary>
/// <param name="Traces">True to export traces.</param>
/// <param name="Metrics">True to export metrics.</param>
/// <param name="Logs">True to export the log.</param>
/// <param name="TracesPerSecond">The most traces that begin here in a second; null: a sampler is named.</param>
internal sealed record OtlpSettings(bool Traces, bool Metrics, bool Logs, int? TracesPerSecond)
{
    /// <summary>The environment variable with the most traces that begin in a second.</summary>
    public const string RateVariable = "VIADUCT_TRACES_PER_SECOND";

    /// <summary>So many without it: each message of a test, and a small part of a flood.</summary>
    public const int RateDefault = 100;

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Reads them from the environment of the process.</summary>
    /// <returns>Null if nothing is exported.</returns>
    /// <exception cref="CommandFailedException">They cannot be used.</exception>
    public static OtlpSettings? Read() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads them.</summary>
    /// <param name="variable">Gives the value of an environment variable, or null.</param>
    /// <returns>Null if nothing is exported.</returns>
    /// <exception cref="CommandFailedException">They cannot be used.</exception>
    public static OtlpSettings? Read(Func<string, string?> variable)
    {
        if (string.Equals(variable("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        var (traces, metrics, logs) =
            (IsWanted(variable, "TRACES"), IsWanted(variable, "METRICS"), IsWanted(variable, "LOGS"));
        if (!traces && !metrics && !logs) return null;
        bool isNamed = variable("OTEL_TRACES_SAMPLER") is { Length: > 0 };
        return new OtlpSettings(traces, metrics, logs, isNamed ? null : ReadRate(variable));
    }

    private static bool IsWanted(Func<string, string?> variable, string signal)
    {
        string exporter = $"OTEL_{signal}_EXPORTER";
        string own = $"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT";
        switch (variable(exporter))
        {
            case null or "" or "otlp":
                return IsEndpoint(variable, own) || IsEndpoint(variable, Endpoint);
            case "none":
                return false;
            case var other:
                throw new CommandFailedException(
                    ExitCode.BadUsage, $"{exporter} is '{other}', and may be otlp or none.");
        }
    }

    private static bool IsEndpoint(Func<string, string?> variable, string name)
    {
        if (variable(name) is not { Length: > 0 } text) return false;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? true
            : throw new CommandFailedException(
                ExitCode.BadUsage, $"{name} is '{text}', which is not an address: write http://HOST:4317.");
    }

    private static int ReadRate(Func<string, string?> variable)
    {
        if (variable(RateVariable) is not { Length: > 0 } text) return RateDefault;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rate)
            ? rate
            : throw new CommandFailedException(
                ExitCode.BadUsage, $"{RateVariable} is '{text}', which is not a whole number.");
    }
}
