namespace Viaduct.Load.Report;

/// <summary>When a run says more about the machine than about the contestants.</summary>
internal static class VoidRules
{
    private const double RabbitMqMin = 6_000;
    private const double SqliteLimitMin = 30_000;
    private const double LimitToRabbitMqMin = 3;
    private const double TrackerLagMax = 1;

    /// <summary>The reasons for which a result does not count.</summary>
    public static IReadOnlyList<string> Apply(string store, StoreReport report, LoadOptions options)
    {
        List<string> reasons = [];
        if (!options.IsEnough)
        {
            reasons.Add("less was asked for than a result needs: a look, not a result");
        }
        if (report.RabbitMqMsgPerSecond < RabbitMqMin)
        {
            reasons.Add($"RabbitMQ did {report.RabbitMqMsgPerSecond:F0}/s, less than {RabbitMqMin:F0}/s");
        }
        if (store == "postgres" && report.LimitMsgPerSecond < LimitToRabbitMqMin * report.RabbitMqMsgPerSecond)
        {
            reasons.Add($"the limit did less than {LimitToRabbitMqMin:F0} times RabbitMQ");
        }
        if (store == "sqlite" && report.LimitMsgPerSecond < SqliteLimitMin)
        {
            reasons.Add($"the SQLite limit did {report.LimitMsgPerSecond:F0}/s, less than {SqliteLimitMin:F0}/s");
        }
        if (report.TrackerLagSeconds > TrackerLagMax)
        {
            reasons.Add($"event tracking was {report.TrackerLagSeconds:F1} s behind when the clock stopped");
        }
        return reasons;
    }
}
