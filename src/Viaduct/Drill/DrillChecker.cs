using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>
/// Judges a drill by what was put in and what arrived. It knows nothing of how the group works, and looks at no clock.
/// </summary>
internal sealed class DrillChecker
{
    private const int FindingsMax = 50;

    private readonly ProbeRecord _record;
    private readonly Dictionary<int, ProbeMessage> _messages;

    // The first delivery of each message: the one that has its effect at a far side that drops repeated keys.
    private readonly Dictionary<int, TimeSpan> _effects = [];
    private readonly List<DrillFinding> _findings = [];
    private int _duplicated;
    private int _repeated;
    private int _unknown;

    private DrillChecker(ProbeRecord record)
    {
        _record = record;
        _messages = record.Messages.ToDictionary(message => message.Number);
    }

    /// <summary>The first things that are wrong.</summary>
    public IReadOnlyList<DrillFinding> Findings => _findings;

    /// <summary>What it found.</summary>
    public DrillFigures Figures { get; private set; } = null!;

    /// <summary>Checks a record.</summary>
    public static DrillChecker Check(ProbeRecord record)
    {
        var checker = new DrillChecker(record);
        checker.CountArrivals();
        int lost = checker.CountLost();
        int reordered = checker.CountReordered();
        var times = new DrillTimes(record, checker._effects);
        checker.Figures = new DrillFigures
        {
            Sent = record.Messages.Count,
            Accepted = record.Messages.Count(message => checker.IsAccepted(message)),
            Arrived = checker._effects.Count,
            Lost = lost,
            Duplicated = checker._duplicated,
            Repeated = checker._repeated,
            Reordered = reordered,
            Unknown = checker._unknown,
            UsualGapMs = times.UsualGap,
            GapMs = times.Gap,
            UsualDelayMs = times.UsualDelay,
            DelayMs = times.Delay,
            RecoveryMs = times.Recovery,
            SendGapMs = times.SendGap,
        };
        return checker;
    }

    // What has arrived was taken in, whether or not that was seen.
    private bool IsAccepted(ProbeMessage message) =>
        message.Accepted is not null || _effects.ContainsKey(message.Number);

    private void CountArrivals()
    {
        var keys = new Dictionary<int, HashSet<string>>();
        foreach (var arrival in _record.Arrivals.OrderBy(arrival => arrival.At))
        {
            int number = arrival.Number;
            if (!_messages.ContainsKey(number))
            {
                _unknown++;
                Find(number, "has arrived, and nobody has put it in");
                continue;
            }

            if (_effects.TryAdd(number, arrival.At))
            {
                keys[number] = [arrival.IdempotencyKey];
            }
            else if (arrival.IdempotencyKey.Length > 0 && !keys[number].Add(arrival.IdempotencyKey))
            {
                _repeated++;
            }
            else
            {
                _duplicated++;
                Find(number, "has had its effect twice: it arrived under two idempotency keys, or without one");
            }
        }
    }

    private int CountLost()
    {
        int lost = 0;
        foreach (var message in _record.Messages)
        {
            if (message.Accepted is null || _effects.ContainsKey(message.Number)) continue;
            lost++;
            Find(message.Number, "was taken in and has not arrived");
        }

        return lost;
    }

    // Order is promised between two messages of a key if the first had been taken in before the second was put in.
    private int CountReordered()
    {
        int reordered = 0;
        foreach (var key in _record.Messages.GroupBy(message => message.Key))
        {
            var arrived = key.Where(message => _effects.ContainsKey(message.Number)).ToList();
            var before = new Queue<ProbeMessage>(
                arrived.Where(message => message.Accepted is not null).OrderBy(message => message.Accepted));
            (int Number, TimeSpan At) latest = (-1, TimeSpan.MinValue);
            foreach (var message in arrived.OrderBy(message => message.Begun))
            {
                while (before.TryPeek(out var first) && first.Accepted < message.Begun)
                {
                    var at = _effects[before.Dequeue().Number];
                    if (at > latest.At) latest = (first.Number, at);
                }

                if (_effects[message.Number] >= latest.At) continue;
                reordered++;
                Find(message.Number, $"has overtaken message {latest.Number}, of the same key");
            }
        }

        return reordered;
    }

    private void Find(int number, string text)
    {
        if (_findings.Count < FindingsMax) _findings.Add(new DrillFinding(number, text));
    }
}
