using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Track;

/// <summary>Pages of tracking neither repeat nor skip, and each looks at a limited part of the store.</summary>
public class TrackingPagesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    [InlineData(1_000, false)]
    [InlineData(1_000, true)]
    public async Task ReadPageAsync_WhileMoreIsStored_GivesWhatWasThereOnce(int limit, bool newest)
    {
        var store = new Rows();
        for (int i = 0; i < 30; i++) store.Add(Events(i, 1 + (i * 7 % 13)));
        List<TrackEvent> before = [.. store.All];

        var seen = await ReadAsync(store, new TrackingFilter(), newest, limit, () => store.Add(Events(99, 3)));

        var counts = seen.CountBy(e => e.MessageId).ToDictionary();
        Assert.All(before, e => Assert.Equal(1, counts[e.MessageId]));
        Assert.All(counts.Values, count => Assert.Equal(1, count));
        var inOrder = seen.Where(e => before.Exists(b => b.MessageId == e.MessageId)).Select(e => e.MessageId);
        var expected = before.Select(e => e.MessageId);
        Assert.Equal(newest ? expected.Reverse() : expected, inOrder);
    }

    [Fact]
    public async Task ReadPageAsync_OfAMillionMessages_LooksAtAFewRows()
    {
        var store = new Rows();
        for (int i = 0; i < 1_000; i++) store.Add(Events(i, 1_000));
        foreach (var (filter, readMax) in new[]
        {
            (new TrackingFilter(), 2), (new TrackingFilter { Port = "nowhere" }, 300),
            (new TrackingFilter { MessageId = Guid.Empty }, 300),
        })
            foreach (bool newest in new[] { false, true })
            {
                TrackPlace? place = newest ? new TrackPlace(500, 10) : new TrackPlace(500, 990);
                store.Read = 0;
                await new TrackingQuery(store).ReadPageAsync(filter, newest, place, 5, default);
                Assert.InRange(store.Read, 1, readMax);
            }
    }

    private static async Task<List<TrackEvent>> ReadAsync(
        Rows store, TrackingFilter filter, bool newest, int limit, Action between)
    {
        var events = new List<TrackEvent>();
        TrackPlace? place = null;
        int pages = 0;
        do
        {
            var page = await new TrackingQuery(store).ReadPageAsync(filter, newest, place, limit, default);
            Assert.True(page.Events.Count <= limit);
            events.AddRange(page.Events);
            place = page.Next;
            if (pages++ < 5) between();
        }
        while (place is not null);

        return events;
    }

    private static List<TrackEvent> Events(int row, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TrackEvent
        {
            Kind = TrackEventKind.Sent, At = Start.AddSeconds(row).AddMilliseconds(i), Port = "to-erp",
            MessageId = Guid.CreateVersion7(Start.AddSeconds(row)),
        }),
    ];

    /// <summary>Rows in memory, and how many were read.</summary>
    private sealed class Rows : ITrackingStore
    {
        private readonly List<TrackingRow> _rows = [];

        public int Read { get; set; }

        public List<TrackEvent> All { get; } = [];

        public void Add(List<TrackEvent> events)
        {
            All.AddRange(events);
            _rows.Add(TrackingBatch.Make(events) with { Id = _rows.Count + 1 });
        }

        public Task<IReadOnlyList<TrackingRow>> ReadAsync(
            DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
            Take(_rows.Where(row => row.Id > afterId), from, to, rowsMax);

        public Task<IReadOnlyList<TrackingRow>> ReadBackAsync(
            DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
            Take(_rows.Where(row => row.Id < beforeId).Reverse(), from, to, rowsMax);

        public async Task<IReadOnlyList<TrackingRow>> ReadIndexesAsync(
            DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax, CancellationToken cancellationToken) =>
            WithoutEvents(await ReadAsync(from, to, afterId, rowsMax, cancellationToken));

        public async Task<IReadOnlyList<TrackingRow>> ReadIndexesBackAsync(
            DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax, CancellationToken cancellationToken) =>
            WithoutEvents(await ReadBackAsync(from, to, beforeId, rowsMax, cancellationToken));

        private static IReadOnlyList<TrackingRow> WithoutEvents(IReadOnlyList<TrackingRow> rows) =>
            [.. rows.Select(row => row with { Events = default })];

        public Task<byte[]?> ReadBodiesAsync(TrackedPlace place, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        private Task<IReadOnlyList<TrackingRow>> Take(
            IEnumerable<TrackingRow> rows, DateTimeOffset from, DateTimeOffset to, int rowsMax)
        {
            List<TrackingRow> taken = [.. rows.Where(row => row.From <= to && row.To >= from).Take(rowsMax)];
            Read += taken.Count;
            return Task.FromResult<IReadOnlyList<TrackingRow>>(taken);
        }
    }
}
