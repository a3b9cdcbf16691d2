namespace Viaduct.Cli.Demo;

/// <summary>When messages were accepted and delivered, as the tracking says.</summary>
internal sealed class DemoTrack
{
    private readonly Dictionary<Guid, DateTimeOffset> _published = [];
    private readonly Dictionary<(Guid Message, string Port), DateTimeOffset> _sent = [];

    /// <summary>A message was accepted.</summary>
    public void Published(Guid message, DateTimeOffset at) => _published[message] = at;

    /// <summary>A message was delivered.</summary>
    public void Sent(Guid message, string port, DateTimeOffset at) => _sent[(message, port)] = at;

    /// <summary>True if both times of a delivery are known.</summary>
    public bool Knows(DemoDelivery delivery) =>
        _published.ContainsKey(delivery.Message) && _sent.ContainsKey((delivery.Message, delivery.Port));

    /// <summary>When the message of a delivery was accepted.</summary>
    public DateTimeOffset PublishedAt(DemoDelivery delivery) => _published[delivery.Message];

    /// <summary>When it was delivered; null if that is not known.</summary>
    public DateTimeOffset? SentAt(DemoDelivery delivery) =>
        _sent.TryGetValue((delivery.Message, delivery.Port), out var at) ? at : null;

    /// <summary>How a failure was felt.</summary>
    public DemoFailover GapOf(DemoFault fault, IEnumerable<DemoDelivery> deliveries)
    {
        DateTimeOffset? last = null, first = null;
        foreach (var delivery in deliveries)
        {
            if (SentAt(delivery) is not { } at) continue;
            if (at <= fault.At && !(at < last)) last = at;
            if (delivery.File.PutInAt >= fault.At && !(at > first)) first = at;
        }

        double? gap = (first - last)?.TotalMilliseconds;
        return new DemoFailover(fault.Fault, fault.Server, fault.Heir, gap is { } ms ? Math.Round(ms, 1) : null);
    }
}
