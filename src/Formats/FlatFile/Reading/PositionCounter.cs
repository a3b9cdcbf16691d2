using System.Text;
using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Counts forward in characters or, if the schema says so, in bytes of the file's encoding.</summary>
internal sealed class PositionCounter(ReadState state, FlatGrammar grammar)
{
    /// <summary>
    /// Where so many characters or bytes behind a position is. A character that only begins within that many bytes
    /// belongs to what follows.
    /// </summary>
    /// <param name="from">The position.</param>
    /// <param name="count">How many.</param>
    /// <param name="limit">Where to stop at the latest.</param>
    /// <param name="isShort">True if the limit or the end of the file comes first.</param>
    public long Forward(long from, long count, long limit, out bool isShort)
    {
        long end = Math.Min(limit, state.Window.End);
        bool byBytes = grammar.CountsBytes && !state.Window.Encoding.IsSingleByte;
        long to = byBytes ? ByBytes(from, count, end, out count) : from + count;
        isShort = byBytes ? count > 0 : to > end;
        if (isShort && end == state.Window.End && limit > end && !state.Window.IsAll) state.IsStarved = true;
        return isShort ? Math.Max(from, end) : to;
    }

    private long ByBytes(long from, long count, long end, out long left)
    {
        var encoding = state.Window.Encoding;
        Span<char> pair = stackalloc char[2];
        long at = from;
        while (count > 0 && at < end)
        {
            var rest = state.Window.Slice(at, (int)Math.Min(2, end - at));
            int chars = Rune.DecodeFromUtf16(rest, out var rune, out int used) == System.Buffers.OperationStatus.Done
                ? used
                : 1;
            int size = encoding.GetByteCount(pair[..rune.EncodeToUtf16(pair)]);
            if (size > count)
            {
                count = 0;
                break;
            }

            count -= size;
            at += chars;
        }

        left = count;
        return at;
    }
}
