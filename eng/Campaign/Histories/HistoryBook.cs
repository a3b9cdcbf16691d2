using System.Collections.Concurrent;

namespace Viaduct.Campaign.Histories;

/// <summary>Where everybody writes down what he sees, while the campaign runs.</summary>
internal sealed class HistoryBook
{
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentDictionary<string, Offer> _offers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Arrival> _arrivals = [];
    private readonly ConcurrentQueue<Answer> _answers = [];
    private readonly ConcurrentQueue<CausedFault> _faults = [];
    private readonly ConcurrentQueue<Incident> _incidents = [];
    private int _accepted;
    private int _expected;
    private int _arrived;

    /// <summary>Milliseconds since the campaign began.</summary>
    public double Now => TimeProvider.System.GetElapsedTime(_begun).TotalMilliseconds;

    /// <summary>How many messages were accepted.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>How many effects are due for what was accepted, and have not been seen.</summary>
    public int Outstanding => Volatile.Read(ref _expected) - Volatile.Read(ref _arrived);

    /// <summary>How many things were seen that must not be.</summary>
    public int Incidents => _incidents.Count;

    /// <summary>A message is about to be offered for the first time.</summary>
    public void Offered(string id, string key, string digest, params string[] ports) =>
        _offers[id] = new Offer(id, key, digest, ports, Now, null);

    /// <summary>The group has said that it has a message.</summary>
    public void HasAccepted(string id)
    {
        var offer = _offers[id];
        if (offer.AcceptedAt is not null) return;
        _offers[id] = offer with { AcceptedAt = Now };
        Interlocked.Add(ref _expected, offer.Ports.Count);
        Interlocked.Increment(ref _accepted);
    }

    /// <summary>A message has had its effect.</summary>
    public void Arrived(string port, string id, string digest, string transmissionKey)
    {
        _arrivals.Enqueue(new Arrival(port, id, digest, transmissionKey, Now));
        Interlocked.Increment(ref _arrived);
    }

    /// <summary>A caller was told something for good.</summary>
    public void Answered(string id, int status, string text, string expected) =>
        _answers.Enqueue(new Answer(id, status, text, expected, Now));

    /// <summary>A fault is over.</summary>
    public void Caused(int number, string what, double from) =>
        _faults.Enqueue(new CausedFault(number, what, from, Now));

    /// <summary>Something was seen that must not be.</summary>
    public void Saw(ViolationKind kind, string text) => _incidents.Enqueue(new Incident(kind, text, Now));

    /// <summary>What has been written down.</summary>
    public History Close() => new()
    {
        Offers = [.. _offers.Values.OrderBy(offer => offer.OfferedAt)],
        Arrivals = [.. _arrivals],
        Answers = [.. _answers],
        Faults = [.. _faults],
        Incidents = [.. _incidents],
        Length = Now,
    };
}
