namespace Viaduct.Core.Store;

/// <summary>What one process has committed for a port or location since it joined its group.</summary>
/// <param name="Name">The send port, or the receive location.</param>
/// <param name="Received">Messages that it published.</param>
/// <param name="Sent">Messages that it delivered.</param>
/// <param name="Failures">Attempts that failed, and messages that were suspended.</param>
/// <param name="Times">
/// How many deliveries took how long, from the making of the message to its delivery, by the places of
/// <see cref="DeliveryTimes"/>.
/// </param>
public sealed record PortTraffic(string Name, long Received, long Sent, long Failures, IReadOnlyList<long> Times);
