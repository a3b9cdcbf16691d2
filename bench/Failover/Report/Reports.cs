using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viaduct.FailoverBench.Report;

/// <summary>Writes the result.</summary>
internal static class Reports
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One object: the stores by name, and in them the faults.</summary>
    public static string Json(IReadOnlyList<FaultRow> rows)
    {
        var stores = new JsonObject();
        foreach (var store in rows.GroupBy(row => row.Store))
        {
            var faults = new JsonObject();
            foreach (var row in store) faults[row.Fault] = Of(row);
            stores[store.Key] = faults;
        }

        return stores.ToJsonString(Indented);
    }

    /// <summary>A table for people.</summary>
    public static string Table(IReadOnlyList<FaultRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{"",-24} {"trials",6} {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"max ms",8} {"accepted",9} {"lost",5} "
            + $"{"twice",5} {"order",5} {"stale",5}");
        foreach (var row in rows)
        {
            text.AppendLine(
                $"{$"{row.Store} {row.Fault}",-24} {row.Gaps.Count,6} {row.Percentile(50),8:N0} "
                + $"{row.Percentile(95),8:N0} {row.Percentile(99),8:N0} {row.Percentile(100),8:N0} "
                + $"{row.Effects.Accepted,9} {row.Effects.Lost,5} {row.Effects.Duplicated,5} "
                + $"{row.Effects.Reordered,5} {row.Effects.StaleWrites,5}");
        }

        return text.ToString();
    }

    private static JsonObject Of(FaultRow row) => new()
    {
        ["trials"] = row.Gaps.Count,
        ["p50Ms"] = Shown(row.Percentile(50)),
        ["p95Ms"] = Shown(row.Percentile(95)),
        ["p99Ms"] = Shown(row.Percentile(99)),
        ["maxMs"] = Shown(row.Percentile(100)),
        ["accepted"] = row.Effects.Accepted,
        ["lost"] = row.Effects.Lost,
        ["duplicated"] = row.Effects.Duplicated,
        ["reordered"] = row.Effects.Reordered,
        ["staleWrites"] = row.Effects.StaleWrites,
    };

    private static double Shown(double milliseconds) => Math.Round(milliseconds, 1);
}
