using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viaduct.FailoverBench.Report;

/// <summary>Writes the result.</summary>
internal static class Reports
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One object: the store, and in it the faults by name.</summary>
    public static string Json(string store, IReadOnlyList<FaultRow> rows)
    {
        var faults = new JsonObject();
        foreach (var row in rows)
        {
            faults[row.Fault] = new JsonObject
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
            };
        }

        return new JsonObject { [store] = faults }.ToJsonString(Indented);
    }

    /// <summary>A table for people.</summary>
    public static string Table(string store, IReadOnlyList<FaultRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{store,-16} {"trials",6} {"p50 ms",8} {"p95 ms",8} {"max ms",8} {"accepted",9} {"lost",5} {"twice",5} "
            + $"{"order",5}");
        foreach (var row in rows)
        {
            text.AppendLine(
                $"{row.Fault,-16} {row.Gaps.Count,6} {row.Percentile(50),8:N0} {row.Percentile(95),8:N0} "
                + $"{row.Percentile(100),8:N0} {row.Effects.Accepted,9} {row.Effects.Lost,5} "
                + $"{row.Effects.Duplicated,5} {row.Effects.Reordered,5}");
        }

        return text.ToString();
    }

    private static double Shown(double milliseconds) => Math.Round(milliseconds, 1);
}
