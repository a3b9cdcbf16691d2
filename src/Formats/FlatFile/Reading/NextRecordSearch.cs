using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>
/// Looks for the place where the next root record begins, behind one that does not fit, in what is at hand. Delimiters
/// in wrapped values and behind escape characters are data here, too.
/// </summary>
internal sealed class NextRecordSearch(FlatSchemas schemas, ReadState state)
{
    private readonly NextRoot _next = schemas.Next;
    private readonly PositionCounter _counter = new(state, schemas.Body);
    private readonly StartRules _starts = new(state, schemas.Body, new FieldReader(state, schemas.Body), null);
    private long _from;

    /// <summary>Begins a search, at the start of a part or behind one.</summary>
    public void Begin(long from) => state.Position = _from = from;

    /// <summary>Goes to the end of a record of fixed length.</summary>
    /// <param name="start">Where it begins.</param>
    /// <returns>False if more must be at hand.</returns>
    public bool SkipLength(long start)
    {
        long end = _counter.Forward(start, _next.Record.Extent, long.MaxValue, out _);
        bool isStarved = state.IsStarved;
        state.IsStarved = false;
        if (!isStarved) state.Position = end;
        return !isStarved;
    }

    /// <summary>True if a root record begins here, where a delimiter is or has been.</summary>
    public bool IsAtStart()
    {
        if (_next.Tagged.Length == 0) return true;
        long position = state.Position;
        bool isAt = !_next.IsInFront || state.IsAt(_next.Record.Delimiter, position);
        if (_next.IsInFront) state.Position += _next.Record.Delimiter.Length;
        isAt = isAt && _next.Tagged.Any(_starts.HasTag);
        (state.Position, state.IsStarved) = (position, false);
        return isAt;
    }

    /// <summary>Goes on to the next delimiter, or behind it if it belongs to what is in front of it.</summary>
    /// <param name="isBehind">True if the delimiter that is here has been looked at already.</param>
    public SearchAnswer Advance(bool isBehind)
    {
        string delimiter = _next.Record.Delimiter;
        if (isBehind && _next.IsInFront && state.IsAt(delimiter, state.Position)) state.Position += delimiter.Length;
        var rest = state.Rest;
        int at = 0;
        while (true)
        {
            int stop = rest[at..].IndexOfAny(_next.Stops);
            if (stop < 0) return Stay(rest.Length);
            at += stop;
            if (rest[at..].StartsWith(delimiter))
            {
                state.Position += _next.IsInFront ? at : at + delimiter.Length;
                return SearchAnswer.Found;
            }

            // What it is, is only known once all of it is at hand.
            if (rest.Length - at <= delimiter.Length && !state.Window.IsAll) return Stay(at);
            if (_next.Escapes.Contains(rest[at]))
            {
                at = Math.Min(at + 2, rest.Length);
            }
            else if (_next.Wraps.Contains(rest[at]) && IsFront(state.Position + at))
            {
                int close = CloseOf(rest, at);
                if (close < 0)
                {
                    Stay(at);
                    return state.Window.IsAll ? SearchAnswer.Open : SearchAnswer.Starved;
                }

                at = close + 1;
            }
            else
            {
                at++;
            }
        }
    }

    private SearchAnswer Stay(int at)
    {
        state.Position += at;
        return SearchAnswer.None;
    }

    private bool IsFront(long position)
    {
        if (position == _from) return true;
        foreach (string front in _next.Fronts)
        {
            long start = position - front.Length;
            if (start < Math.Max(_from, state.Window.Start)) continue;
            if (state.Window.Slice(start, front.Length).SequenceEqual(front)) return true;
        }

        return false;
    }

    private int CloseOf(ReadOnlySpan<char> rest, int open)
    {
        char wrap = rest[open];
        for (int at = open + 1; at < rest.Length; at++)
        {
            if (_next.Escapes.Contains(rest[at])) at++;
            else if (rest[at] != wrap) continue;
            else if (at + 1 < rest.Length && rest[at + 1] == wrap) at++;
            else return at + 1 < rest.Length || state.Window.IsAll ? at : -1;
        }

        return -1;
    }
}
