namespace Viaduct.Cli.Demo;

/// <summary>
/// Looks whether an ordered send port has kept its order: what was accepted before another file was put in arrives
/// before it. Pure.
/// </summary>
internal static class DemoOrder
{
    /// <summary>The send port that is ordered.</summary>
    public const string Port = "to-pilots";

    // A message is tracked when its commit is made up, and accepted when that is durable.
    private static readonly TimeSpan CommitMax = TimeSpan.FromSeconds(1);

    /// <summary>Finds those that another one has overtaken.</summary>
    /// <param name="deliveries">What arrived.</param>
    /// <param name="track">When each was accepted and delivered.</param>
    public static IEnumerable<DemoFinding> Check(IEnumerable<DemoDelivery> deliveries, DemoTrack track)
    {
        var arrived = deliveries.Where(delivery => delivery.Port == Port && track.Knows(delivery))
            .OrderBy(delivery => track.SentAt(delivery));
        DemoDelivery? latest = null;
        foreach (var delivery in arrived)
        {
            if (latest is not null && track.PublishedAt(delivery) + CommitMax < latest.File.PutInAt)
                yield return new DemoFinding(
                    DemoFindingKind.Reordered, Port, delivery.File.Name,
                    $"it has arrived behind {latest.File.Name}, which was put in after it had been accepted");
            if (latest is null || delivery.File.PutInAt > latest.File.PutInAt) latest = delivery;
        }
    }
}
