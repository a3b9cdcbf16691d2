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
    private readonly Dictionary<string, int> _ports;

    private CleanUpPlan(
        List<int> lanes, List<ReaderRow> readers, Dictionary<string, int> ports, List<ProgressRow> progress,
        List<RetentionRow> retention)
    {
        Retention = retention;
        Lanes = lanes;
        Readers = readers;
        _ports = ports;
        _progress = progress.ToDictionary(row => row.ReaderLane);
    }

    public IReadOnlyList<int> Lanes { get; }

    public IReadOnlyList<RetentionRow> Retention { get; }

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
        return new CleanUpPlan(
            lanes, ReaderRows.Read(connection), PortRows.Read(connection), ReaderLanes.ReadProgress(connection),
            RetentionRows.Read(connection));
    }

    /// <summary>Up to here, exclusive, no track of the lane is needed.</summary>
    public long TrackedUpTo(int lane) => PositionOf(new ReaderLane(Tracker, lane)).Sequence;

    /// <summary>Up to here, exclusive, a host has done everything; its detached ports may not have.</summary>
    public long DoneUpTo(ReaderLane host) => PositionOf(host).Sequence;

    /// <summary>Before here no reference of a host in a lane is needed, not by its detached ports either.</summary>
    public long NeededFrom(ReaderLane host) =>
        DetachedFrom(host).Select(port => port.Sequence).Append(DoneUpTo(host)).Min();

    /// <summary>
    /// The ports that are detached from a host in a lane. One without a number, which no reference can name, needs
    /// nothing.
    /// </summary>
    public List<DetachedPort> DetachedFrom(ReaderLane host) =>
    [
        .. from reader in Readers
           where reader.Base == host.Reader && reader.Port is not null
           let key = host with { Reader = reader.Id }
           where _progress.ContainsKey(key)
           let number = _ports.GetValueOrDefault(reader.Port!)
           where number > 0
           select new DetachedPort(reader.Id, number, PositionOf(key).Sequence),
    ];

    /// <summary>The readers of all ports that have ever been detached from a host.</summary>
    public IEnumerable<int> PortReadersOf(int host) =>
        Readers.Where(reader => reader.Base == host && reader.Port is not null).Select(reader => reader.Id);

    /// <summary>Who keeps something from being removed.</summary>
    public List<ReaderLane> FindPinning(Connection connection, SiftMarks marks) =>
    [
        .. from lane in Lanes
           from reader in Readers
           let key = new ReaderLane(reader.Id, lane)
           where Needs(connection, marks, key, reader)
           select key,
    ];

    private bool Needs(Connection connection, SiftMarks marks, ReaderLane key, ReaderRow reader)
    {
        var from = PositionOf(key).Sequence;
        return reader.Kind switch
        {
            ReaderKind.Tracker =>
                connection.Get(Sql.CleanNeedsTrack).Bind(1, key.Lane).Bind(2, from).Scalar() is not null,
            ReaderKind.DetachedPort => _progress.ContainsKey(key) && marks.LastKept(key) >= from,
            _ => connection.Get(Sql.CleanNeedsReference).Bind(1, reader.Id).Bind(2, key.Lane).Bind(3, from).Scalar()
                is not null,
        };
    }

    // A reader that nobody has taken in a lane stands at its beginning.
    private Position PositionOf(ReaderLane key) =>
        _progress.TryGetValue(key, out var row) ? row.Position : Position.Start;
}
