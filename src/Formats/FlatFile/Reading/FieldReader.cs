using System.Text;
using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Reads single values: up to a delimiter, or as long as they are.</summary>
internal sealed class FieldReader(ReadState state, FlatGrammar grammar)
{
    private readonly StringBuilder _text = new();
    private readonly PositionCounter _counter = new(state, grammar);

    /// <summary>Reads a value that a delimiter, or the end, follows.</summary>
    public bool Delimited(FlatNode field)
    {
        var rest = state.Rest;
        if (field.Wrap != FlatNode.None && rest.Length > 0 && rest[0] == field.Wrap) return Wrapped(field, rest);
        var ends = field.Ends;
        char escape = field.Owner.Escape;
        int from = 0;
        int at = 0;
        bool isEscaped = false;
        while (true)
        {
            int next = rest[at..].IndexOfAny(ends.Starts);
            if (next < 0)
            {
                if (!state.Window.IsAll) return Starve();
                at = rest.Length;
                break;
            }

            at += next;
            if (escape != FlatNode.None && rest[at] == escape)
            {
                if (at + 1 == rest.Length && !state.Window.IsAll) return Starve();
                if (!isEscaped) _text.Clear();
                isEscaped = true;
                _text.Append(rest[from..at]);
                if (at + 1 < rest.Length) _text.Append(rest[at + 1]);
                from = at = Math.Min(at + 2, rest.Length);
                continue;
            }

            if (ends.IsSingle) break;
            if (ends.At(rest[at..], state.Window.IsAll, out bool isCut) is not null) break;
            if (isCut) return Starve();
            at++;
        }

        long start = state.Position;
        state.Position += at;
        if (!isEscaped) return Add(field, start, at);
        return AddText(field, Trim(field, _text.Append(rest[from..at]).ToString()).ToString(), start);
    }

    /// <summary>Reads a value of a fixed length.</summary>
    /// <param name="field">The field.</param>
    /// <param name="limit">Where its record ends at the latest.</param>
    /// <param name="isLeftOut">True if it is not there, and needs not be.</param>
    public bool Positional(FlatNode field, long limit, out bool isLeftOut)
    {
        isLeftOut = false;
        long start = _counter.Forward(state.Position, field.Offset, limit, out bool isShort);
        long end = _counter.Forward(start, field.Length, limit, out bool isCut);
        if (state.IsStarved) return false;
        if ((isShort || isCut) && !grammar.EndsEarly)
        {
            string unit = grammar.CountsBytes ? "bytes" : "characters";
            return state.Fail(
                field,
                $"{field.Offset + field.Length} {unit} for it",
                state.Position,
                $"{end - state.Position} before the end of the {(limit == long.MaxValue ? "file" : "record")}");
        }

        if (end == start && field.Length > 0)
        {
            isLeftOut = field.Min == 0 && grammar.OmitsEarly;
            state.Position = end;
            return isLeftOut || Add(field, end, 0);
        }

        state.Position = end;
        return Add(field, start, (int)(end - start));
    }

    /// <summary>Where a number of characters or bytes behind a position is.</summary>
    public long Forward(long from, long count, long limit, out bool isShort) =>
        _counter.Forward(from, count, limit, out isShort);

    private static ReadOnlySpan<char> Trim(FlatNode field, ReadOnlySpan<char> value) =>
        field.IsRight ? value.TrimStart(field.Pad) : value.TrimEnd(field.Pad);

    private bool Wrapped(FlatNode field, ReadOnlySpan<char> rest)
    {
        char wrap = field.Wrap;
        char escape = field.Owner.Escape;
        int from = 1;
        int at = 1;
        _text.Clear();
        while (true)
        {
            int next = escape == FlatNode.None ? rest[at..].IndexOf(wrap) : rest[at..].IndexOfAny(wrap, escape);
            if (next < 0 || (at + next + 1 == rest.Length && !state.Window.IsAll))
            {
                if (!state.Window.IsAll) return Starve();
                state.IsOpen = true;
                return state.Fail(
                    field, $"a closing {Shown.Quoted([wrap])} for the one here", state.Position, "the end of the file");
            }

            at += next;
            bool isDouble = rest[at] == wrap && at + 1 < rest.Length && rest[at + 1] == wrap;
            if (rest[at] == wrap && !isDouble) break;
            _text.Append(rest[from..at]);
            if (at + 1 < rest.Length) _text.Append(rest[at + 1]);
            from = at = Math.Min(at + 2, rest.Length);
        }

        long start = state.Position;
        state.Position += at + 1;
        if (!state.IsAtEnd && !state.IsAt(field.Ends))
            return !state.IsStarved && state.Fail(field, $"{field.Ends} behind the closing {Shown.Quoted([wrap])}");
        if (_text.Length == 0) return Add(field, start + 1, at - 1, isTrimmed: true);
        return AddText(field, _text.Append(rest[from..at]).ToString(), start);
    }

    private bool Starve()
    {
        state.IsStarved = true;
        return false;
    }

    private bool Add(FlatNode field, long start, int length, bool isTrimmed = false)
    {
        if (length > 0 && !isTrimmed)
        {
            var value = state.Window.Slice(start, length);
            if (field.IsRight)
            {
                int kept = value.TrimStart(field.Pad).Length;
                start += length - kept;
                length = kept;
            }
            else if (value[^1] == field.Pad)
            {
                length = value.TrimEnd(field.Pad).Length;
            }
        }

        if (field.DateFormat.Length > 0 && length > 0)
            return AddText(field, state.Window.Slice(start, length).ToString(), start);
        state.Events.Add(new FlatEvent(FlatEventKind.Field, field, start, length));
        return true;
    }

    private bool AddText(FlatNode field, string text, long start)
    {
        if (field.DateFormat.Length > 0 && text.Length > 0)
        {
            string? date = DateTypes.ToXml(field, text);
            if (date is null)
                return state.Fail(
                    field, $"a date or time as {field.DateFormat}", start, Shown.Quoted(text));
            text = date;
        }

        state.Events.Add(new FlatEvent(FlatEventKind.Field, field, start, text.Length, text));
        return true;
    }
}
