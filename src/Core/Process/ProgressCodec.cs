using Viaduct.Core.Messages;
using Viaduct.Core.Store;

namespace Viaduct.Core.Process;

/// <summary>The stored form of the items done at or above a position: per segment runs of done items.</summary>
internal static class ProgressCodec
{
    public static void Write(
        ByteWriter writer, Position position, IEnumerable<ReaderProgress.Segment> segments,
        Dictionary<long, List<(int First, int Count)>> restored)
    {
        foreach (var segment in segments)
        {
            if (segment.Sequence < position.Sequence) continue;
            int from = segment.Sequence == position.Sequence ? position.Item : 0;
            if (segment.Items - segment.Remaining > from) WriteRuns(writer, segment.Sequence, Runs(segment, from));
        }

        // What was restored and is not loaded yet must not be forgotten.
        foreach (var (sequence, runs) in restored.OrderBy(r => r.Key)) WriteRuns(writer, sequence, runs);
    }

    public static Dictionary<long, List<(int First, int Count)>> Read(ReadOnlySpan<byte> done)
    {
        var result = new Dictionary<long, List<(int, int)>>();
        var reader = new ByteReader(done);
        while (!reader.AtEnd)
        {
            long sequence = (long)reader.Number();
            int count = reader.Int();
            var runs = new List<(int, int)>();
            int end = 0;
            for (int i = 0; i < count; i++)
            {
                int first = end + reader.Int();
                int length = reader.Int();
                runs.Add((first, length));
                end = first + length;
            }

            result[sequence] = runs;
        }

        return result;
    }

    private static void WriteRuns(ByteWriter writer, long sequence, List<(int First, int Count)> runs)
    {
        writer.Number((ulong)sequence);
        writer.Number(runs.Count);
        int end = 0;
        foreach (var (first, count) in runs)
        {
            writer.Number(first - end);
            writer.Number(count);
            end = first + count;
        }
    }

    private static List<(int First, int Count)> Runs(ReaderProgress.Segment segment, int from)
    {
        var runs = new List<(int, int)>();
        int i = from;
        while (i < segment.Items)
        {
            while (i < segment.Items && !segment.IsDone(i)) i++;
            int first = i;
            while (i < segment.Items && segment.IsDone(i)) i++;
            if (i > first) runs.Add((first, i - first));
        }

        return runs;
    }
}
