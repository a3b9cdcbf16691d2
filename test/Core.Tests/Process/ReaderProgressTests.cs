using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Process;

public class ReaderProgressTests
{
    private static readonly ReaderLane Lane = new(1, 1);

    [Fact]
    public void Position_WithoutWork_StaysWhereTheStoreLeftIt() =>
        Assert.Equal(new Position(7, 0), Of(new Position(7, 0)).Position);

    [Fact]
    public void Position_GoesToTheFirstItemThatIsNotDone()
    {
        var progress = Of(Position.Start);
        progress.Load(3, 4);
        progress.Load(5, 2);
        progress.Mark(new Position(3, 0));
        progress.Mark(new Position(3, 1));
        progress.Mark(new Position(5, 0));
        Assert.Equal(new Position(3, 2), progress.Position);
        progress.Mark(new Position(3, 2));
        progress.Mark(new Position(3, 3));
        Assert.Equal(new Position(5, 1), progress.Position);
        progress.Mark(new Position(5, 1));
        Assert.Equal(new Position(6, 0), progress.Position);
    }

    [Fact]
    public void Unmark_TakesADroppedCompletionBack()
    {
        var progress = Of(Position.Start);
        progress.Load(1, 1);
        progress.Mark(new Position(1, 0));
        progress.Unmark(new Position(1, 0));
        Assert.Equal(new Position(1, 0), progress.Position);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnyOrderOfCompletions_WrittenAndTakenUpAgain_KnowsExactlyWhatIsDone(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            var segments = Enumerable.Range(1, random.Next(1, 6))
                .Select(i => (Sequence: (i * 3L) + random.Next(2), Items: random.Next(1, 200))).ToList();
            var progress = Of(Position.Start);
            foreach (var (sequence, items) in segments) progress.Load(sequence, items);
            var done = new HashSet<Position>();
            foreach (var (sequence, items) in segments)
                for (int i = 0; i < items; i++)
                    if (random.Next(3) > 0) done.Add(new Position(sequence, i));
            foreach (var item in done.OrderBy(_ => random.Next())) progress.Mark(item);
            var row = Write(progress);
            Assert.All(segments, s => Assert.All(
                Enumerable.Range(0, s.Items).Select(i => new Position(s.Sequence, i)).Where(p => p < row.Position),
                p => Assert.Contains(p, done)));

            // The next owner loads only what the store still shows from the position on.
            var next = new ReaderProgress(new ReaderGrant(Lane, 2, row, [], 0));
            foreach (var (sequence, items) in segments.Where(s => s.Sequence >= row.Position.Sequence))
            {
                var isDone = next.Load(sequence, items);
                for (int i = 0; i < items; i++) Assert.Equal(done.Contains(new Position(sequence, i)), isDone(i));
            }

            Assert.Equal(row.Position, next.Position);
        }
    }

    [Fact]
    public void Write_KeepsWhatWasRestoredAndIsNotLoadedYet()
    {
        var progress = Of(Position.Start);
        progress.Load(1, 2);
        progress.Load(2, 2);
        progress.Mark(new Position(1, 1));
        progress.Mark(new Position(2, 1));
        var next = new ReaderProgress(new ReaderGrant(Lane, 2, Write(progress), [], 0));
        next.Load(1, 2);
        next.Mark(new Position(1, 0));
        var third = new ReaderProgress(new ReaderGrant(Lane, 3, Write(next), [], 0));
        var isDone = third.Load(2, 2);
        Assert.False(isDone(0));
        Assert.True(isDone(1));
    }

    [Fact]
    public void Load_SegmentBehindARestoredOne_ForgetsIt()
    {
        var progress = Of(Position.Start);
        for (int sequence = 1; sequence <= 3; sequence++) progress.Load(sequence, 2);
        progress.Mark(new Position(2, 0));
        progress.Mark(new Position(2, 1));
        progress.Mark(new Position(3, 0));
        var next = new ReaderProgress(new ReaderGrant(Lane, 2, Write(progress), [], 0));
        next.Load(1, 2);
        next.Load(3, 2);

        Assert.Equal([3], ProgressCodec.Read(Write(next).Done.Span).Keys);
    }

    private static ReaderProgress Of(Position position) =>
        new(new ReaderGrant(Lane, 1, new ProgressRow(Lane, 0, 0, position, default), [], 0));

    private static ProgressRow Write(ReaderProgress progress)
    {
        var writer = new ByteWriter();
        var position = progress.Write(writer);
        return new ProgressRow(Lane, progress.Epoch, progress.TakeNumber(), position, writer.ToArray());
    }
}
