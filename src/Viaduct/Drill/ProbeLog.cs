using System.Collections.Concurrent;

namespace Viaduct.Cli.Drill;

/// <summary>Notes what a drill puts in and what arrives, with the drill's own clock. Safe for all threads.</summary>
/// <param name="time">The clock.</param>
internal sealed class ProbeLog(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentDictionary<int, ProbeMessage> _messages = [];
    private readonly ConcurrentQueue<ProbeArrival> _arrivals = [];
    private readonly ConcurrentDictionary<int, bool> _arrived = [];
    private readonly ConcurrentDictionary<int, bool> _put = [];

    /// <summary>Since the drill began.</summary>
    public TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Messages put in.</summary>
    public int Sent => _messages.Count;

    /// <summary>Messages that have arrived, each once.</summary>
    public int Arrived => _arrived.Count;

    /// <summary>Messages that lie there whole, and are not seen to be taken in.</summary>
    public IReadOnlyList<ProbeMessage> Open =>
    [
        .. _messages.Values.Where(message => message.Accepted is null && _put.ContainsKey(message.Number)),
    ];

    /// <summary>True if everything that was put in has been taken in and has arrived.</summary>
    public bool IsComplete => _messages.Values.All(
        message => message.Accepted is not null && _arrived.ContainsKey(message.Number));

    /// <summary>A message is put in now.</summary>
    public void Begin(int number, int key) => _messages[number] = new ProbeMessage(number, key, Now, null);

    /// <summary>A message lies there whole.</summary>
    public void Put(int number) => _put[number] = true;

    /// <summary>A message has been taken in.</summary>
    public void Accept(ProbeMessage message, TimeSpan at) =>
        _messages[message.Number] = message with { Accepted = at };

    /// <summary>A delivery has arrived now.</summary>
    public void Arrive(int number, string idempotencyKey)
    {
        _arrivals.Enqueue(new ProbeArrival(number, idempotencyKey, Now));
        _arrived.TryAdd(number, true);
    }

    /// <summary>All of it.</summary>
    public ProbeRecord Read(TimeSpan? faultAt) =>
        new([.. _messages.Values.OrderBy(message => message.Number)], [.. _arrivals], faultAt, Now);
}
