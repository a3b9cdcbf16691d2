namespace Viaduct.Cli.Drill;

/// <summary>
/// The times of a drill, in milliseconds: how long a key was silent, how long a message was on its way.
/// </summary>
internal sealed class DrillTimes
{
    private readonly ProbeRecord _record;
    private readonly IReadOnlyDictionary<int, TimeSpan> _effects;

    /// <summary>Works them out.</summary>
    /// <param name="record">What was put in, and the failure.</param>
    /// <param name="effects">When each message arrived first.</param>
    public DrillTimes(ProbeRecord record, IReadOnlyDictionary<int, TimeSpan> effects)
    {
        (_record, _effects) = (record, effects);
        ReadGaps();
        ReadDelays();
        Recovery = ReadRecovery();
        SendGap = Longest(record.Messages.Select(message => message.Begun).Order());
    }

    /// <summary>The longest silence of a key that ended before the failure.</summary>
    public double UsualGap { get; private set; }

    /// <summary>The longest silence of a key that ended after the failure began.</summary>
    public double Gap { get; private set; }

    /// <summary>The longest way that ended before the failure.</summary>
    public double UsualDelay { get; private set; }

    /// <summary>The longest way that ended after the failure began.</summary>
    public double Delay { get; private set; }

    /// <summary>
    /// Until no more messages were on their way than ever before the failure; null if that never came.
    /// </summary>
    public double? Recovery { get; }

    /// <summary>The longest time for which nothing was put in.</summary>
    public double SendGap { get; }

    private void ReadGaps()
    {
        foreach (var key in _record.Messages.GroupBy(message => message.Key))
        {
            var arrivals = key.Where(message => _effects.ContainsKey(message.Number))
                .Select(message => _effects[message.Number]).Order().ToList();
            for (int i = 1; i < arrivals.Count; i++) TakeGap(arrivals[i - 1], arrivals[i]);
            // What never comes is a silence that lasts to the end.
            bool isLost = key.Any(message => message.Accepted is not null && !_effects.ContainsKey(message.Number));
            if (isLost) TakeGap(arrivals.Count == 0 ? TimeSpan.Zero : arrivals[^1], _record.EndedAt);
        }
    }

    private void TakeGap(TimeSpan from, TimeSpan to)
    {
        double gap = Milliseconds(to - from);
        if (IsAfter(to)) Gap = Math.Max(Gap, gap);
        else UsualGap = Math.Max(UsualGap, gap);
    }

    private void ReadDelays()
    {
        foreach (var message in _record.Messages)
        {
            bool hasArrived = _effects.TryGetValue(message.Number, out var at);
            if (!hasArrived && message.Accepted is null) continue;
            if (!hasArrived) at = _record.EndedAt;
            double delay = Milliseconds(at - message.Begun);
            if (IsAfter(at)) Delay = Math.Max(Delay, delay);
            else UsualDelay = Math.Max(UsualDelay, delay);
        }
    }

    private double? ReadRecovery()
    {
        bool isLost = _record.Messages.Any(one => one.Accepted is not null && !_effects.ContainsKey(one.Number));
        if (isLost || _record.FaultAt is not { } fault) return null;
        // At one moment arrivals come first: what makes room for the next is no backlog.
        var steps = _record.Messages.Select(message => (At: message.Begun, Step: 1))
            .Concat(_effects.Values.Select(at => (At: at, Step: -1)))
            .OrderBy(step => step.At).ThenBy(step => step.Step);
        int onTheWay = 0, usual = 0;
        bool hasGrown = false;
        foreach (var (at, step) in steps)
        {
            onTheWay += step;
            if (at < fault) usual = Math.Max(usual, onTheWay);
            else if (onTheWay > usual) hasGrown = true;
            else if (hasGrown) return Milliseconds(at - fault);
        }

        return hasGrown ? null : 0;
    }

    private bool IsAfter(TimeSpan at) => _record.FaultAt is { } fault && at >= fault;

    private static double Longest(IEnumerable<TimeSpan> sorted)
    {
        double longest = 0;
        TimeSpan? last = null;
        foreach (var at in sorted)
        {
            if (last is { } before) longest = Math.Max(longest, Milliseconds(at - before));
            last = at;
        }

        return longest;
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 1);
}
