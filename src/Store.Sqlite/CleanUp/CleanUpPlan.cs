using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.CleanUp;

/// <summary>
/// Where all readers stand, read at the beginning of a round. Positions only go forward, so that a plan stays right
/// while it grows old: it removes less than could go.
/// </summary>
internal sealed class CleanUpPlan
{
    private const int Tracker = 0;

    private readonly Dictionary<ReaderLane, ProgressRow> _progress;

    private CleanUpPlan(List<int> lanes, List<ReaderRow> readers, List<ProgressRow> progress)
    {
        Lanes = lanes;
        Readers = readers;
        _progress = progress.ToDictionary(row => row.ReaderLane);
    }

    public IReadOnlyList<int> Lanes { get; }

    public IReadOnlyList<ReaderRow> Readers { get; }

    /// <summary>The newest progress of all readers in lanes.</summary>
    public IEnumerable<ProgressRow> Progress => _progress.Values;

    /// <summary>The readers that segments have references of.</summary>
    public IEnumerable<int> Referenced =>
        Readers.Where(reader => reader.Id != Tracker).Select(reader => reader.Base).Distinct();

    public static CleanUpPlan Read(Connection connection)
    {
        connection.Get(Sql.BeginRead).Run();
        var lanes = new List<int>();
        var reading = connection.Get(Sql.LanesOf);
        while (reading.Step())
        {
            lanes.Add(reading.Int32(0));
        }
        return new CleanUpPlan(lanes, ReaderRows.Read(connection), ReaderLanes.ReadProgress(connection));
    }

    /// <summary>Up to here, exclusive, no track of the lane is needed.</summary>
    public long TrackedUpTo(int lane) => PositionOf(new ReaderLane(Tracker, lane)).Sequence;

    /// <summary>
    /// Up to here, exclusive, no reference of a reader in a lane is needed, not by its detached ports either.
    /// </summary>
    public long DoneUpTo(ReaderLane referenced) =>
        Standing(referenced.Lane).Where(one => one.Reader.Base == referenced.Reader && one.Reader.Id != Tracker)
            .Min(one => one.Position.Sequence);

    /// <summary>Who keeps something from being removed.</summary>
    public List<ReaderLane> FindPinning(Connection connection)
    {
        var pinning = new List<ReaderLane>();
        foreach (var lane in Lanes)
        {
            foreach (var (reader, position) in Standing(lane))
            {
                var needs = reader.Id == Tracker
                    ? connection.Get(Sql.CleanNeedsTrack).Bind(1, lane).Bind(2, position.Sequence)
                    : connection.Get(Sql.CleanNeedsReference)
                        .Bind(1, reader.Base).Bind(2, lane).Bind(3, position.Sequence);
                if (needs.Scalar() is not null)
                {
                    pinning.Add(new ReaderLane(reader.Id, lane));
                }
            }
        }
        return pinning;
    }

    // A reader that nobody has taken in a lane stands at its beginning; a detached port is only where it was detached.
    private IEnumerable<(ReaderRow Reader, Position Position)> Standing(int lane) =>
        from reader in Readers
        let key = new ReaderLane(reader.Id, lane)
        where reader.Kind != ReaderKind.DetachedPort || _progress.ContainsKey(key)
        select (reader, PositionOf(key));

    private Position PositionOf(ReaderLane key) =>
        _progress.TryGetValue(key, out var row) ? row.Position : Position.Start;
}
