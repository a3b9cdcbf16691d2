using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>What readers read.</content>
public abstract partial class CommitCompliance
{
    [Fact]
    [Rule(10)]
    public async Task A_reader_reads_its_references_in_order_from_any_place_and_up_to_its_limits()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        foreach (var (text, reader) in new[] { ("1", send), ("2", archive), ("3", send), ("4", send), ("5", send) })
        {
            await a.MustCommitAsync(a.Commit().Message(text, reader));
        }

        Assert.Equal([1, 3, 4, 5], await SequencesAsync(a, send, 1, 10, 1000));
        Assert.Equal([3, 4], await SequencesAsync(a, send, 2, 2, 1000));
        Assert.Equal([3], await SequencesAsync(a, send, 2, 10, 1));
        Assert.Equal([3, 4], await SequencesAsync(a, send, 2, 10, 2 * Pointers.Write([(0, 1)]).Length));
        Assert.Empty(await SequencesAsync(a, send, 6, 10, 1000));
        Assert.Equal([2], await SequencesAsync(a, archive, 1, 10, 1000));
    }

    [Fact]
    public async Task Slices_come_in_the_order_asked_for()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("abc", send).Message("def", send));
        await a.MustCommitAsync(a.Commit().Message("xyz", send));

        var slices = await a.Store.Log.ReadRecordsAsync(
            a.Lane, [new(2, 1, 2), new(1, 0, 3), new(1, 3, 3), new(1, 6, 0)], default);

        Assert.Equal(["yz", "abc", "def", ""], slices.Select(Some.Text));
    }

    [Theory]
    [InlineData(9, 0, 1)]
    [InlineData(1, 0, 4)]
    [InlineData(1, 3, 1)]
    public async Task A_slice_that_is_not_there_is_an_error_and_never_other_bytes(long sequence, int offset, int length)
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Message("abc", a.Reader("send")));

        await Assert.ThrowsAsync<InvalidDataException>(
            () => a.Store.Log.ReadRecordsAsync(a.Lane, [new RecordSlice(sequence, offset, length)], default));
    }

    [Fact]
    [Rule(10)]
    public async Task The_tracker_reads_the_track_of_every_segment_that_has_one()
    {
        var a = await JoinAsync();
        foreach (var track in new[] { "one", "", "three", "four" })
        {
            await a.MustCommitAsync(a.Commit().Track(track));
        }

        var all = await a.Store.Log.ReadTracksAsync(a.Lane, 1, 10, 1000, default);
        var some = await a.Store.Log.ReadTracksAsync(a.Lane, 2, 1, 1000, default);
        var least = await a.Store.Log.ReadTracksAsync(a.Lane, 2, 10, 1, default);

        Assert.Equal(
            [(1L, "one"), (3L, "three"), (4L, "four")], all.Select(one => (one.Sequence, Some.Text(one.Track))));
        Assert.Equal([3L], some.Select(one => one.Sequence));
        Assert.Equal([3L], least.Select(one => one.Sequence));
    }

    [Fact]
    public async Task A_lane_that_is_not_there_has_nothing_to_read()
    {
        var a = await JoinAsync();

        Assert.Empty(await a.Store.Log.ReadReferencesAsync(new ReaderLane(a.Reader("send"), 9999), 1, 10, 10, default));
        Assert.Empty(await a.Store.Log.ReadTracksAsync(9999, 1, 10, 10, default));
        Assert.Empty(await a.Store.Log.ReadRecordsAsync(a.Lane, [], default));
    }

    private static async Task<IEnumerable<long>> SequencesAsync(
        StoreProcess process, int reader, long from, int segmentsMax, int bytesMax) =>
        (await process.Store.Log.ReadReferencesAsync(
            new ReaderLane(reader, process.Lane), from, segmentsMax, bytesMax, default)).Select(one => one.Sequence);
}
