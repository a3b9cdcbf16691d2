using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Viaduct.Client;

/// <summary>Reports of drills as text, with the hash that shows whether one was changed since.</summary>
public static class DrillSeal
{
    /// <summary>The report with its hash.</summary>
    public static DrillReport Close(DrillReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report with { Hash = HashOf(report) };
    }

    /// <summary>True if the report is as it was when it was closed.</summary>
    public static bool IsIntact(DrillReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Hash == HashOf(report);
    }

    /// <summary>A report as JSON, on one line.</summary>
    public static string Write(DrillReport report) => JsonSerializer.Serialize(report, ViaductJson.Default.DrillReport);

    /// <summary>A report of its JSON; null if it is none that this version reads.</summary>
    public static DrillReport? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ViaductJson.Default.DrillReport) is { Format: 1 } report
                ? report
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string HashOf(DrillReport report) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Write(report with { Hash = "" }))));
}
