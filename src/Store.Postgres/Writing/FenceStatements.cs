using Npgsql;
using NpgsqlTypes;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// The fences of a commit: first the lane's, then those of readers, open items and leases (rules 4 and 111).
/// </summary>
internal sealed class FenceStatements
{
    private readonly NpgsqlParameter<long> _session = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<int> _lane = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter<long> _epoch = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long> _sequence = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long> _generation = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<long[]> _tracking = new()
    {
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
    };
    private readonly NpgsqlParameter<long?> _routeVersion = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlBatchCommand _laneFence;
    private readonly NpgsqlParameter<long> _readerSession = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly Column<int> _readers = new(NpgsqlDbType.Integer);
    private readonly Column<int> _lanes = new(NpgsqlDbType.Integer);
    private readonly Column<long> _epochs = new(NpgsqlDbType.Bigint);
    private readonly NpgsqlBatchCommand _readerFence;
    private readonly List<(ReaderLane Reader, long Epoch)> _fenced = [];

    public FenceStatements()
    {
        _laneFence = Parameters.Command(
            CommitSql.Fence, _session, _lane, _epoch, _sequence, _generation, _tracking, _routeVersion);
        _readerFence = Parameters.Command(
            CommitSql.ReaderFence, _readerSession, _readers.Parameter, _lanes.Parameter, _epochs.Parameter);
    }

    public void Add(NpgsqlBatchCommandCollection to, CommitBatch batch, LogPlace place)
    {
        _session.TypedValue = batch.Session.Value;
        _lane.TypedValue = batch.Lane;
        _epoch.TypedValue = batch.LaneEpoch;
        _sequence.TypedValue = batch.Sequence;
        _generation.TypedValue = place.Generation;
        _tracking.TypedValue = place.Tracking;
        _routeVersion.TypedValue = batch.RouteVersion;
        to.Add(_laneFence);
        AddReaders(to, batch);
        AddOpenItems(to, batch);
        AddLeases(to, batch);
    }

    private void AddReaders(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        if (batch.Progress.Count == 0 && batch.Transmits.Count == 0) return;
        _fenced.Clear();
        foreach (var row in batch.Progress) Fence(row.ReaderLane, row.Epoch);
        foreach (var row in batch.Transmits) Fence(row.ReaderLane, row.Epoch);
        // One order of locks everywhere: no deadlocks.
        _fenced.Sort(static (a, b) => a.Reader.Reader != b.Reader.Reader
            ? a.Reader.Reader.CompareTo(b.Reader.Reader)
            : a.Reader.Lane.CompareTo(b.Reader.Lane));
        int[] readers = _readers.Of(_fenced.Count);
        int[] lanes = _lanes.Of(_fenced.Count);
        long[] epochs = _epochs.Of(_fenced.Count);
        for (int i = 0; i < _fenced.Count; i++)
        {
            readers[i] = _fenced[i].Reader.Reader;
            lanes[i] = _fenced[i].Reader.Lane;
            epochs[i] = _fenced[i].Epoch;
        }
        _readerSession.TypedValue = batch.Session.Value;
        to.Add(_readerFence);
    }

    private void Fence(ReaderLane reader, long epoch)
    {
        if (!_fenced.Contains((reader, epoch))) _fenced.Add((reader, epoch));
    }

    private static void AddLeases(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        if (batch.Leases.Count == 0) return;
        LeaseFence[] leases = [.. batch.Leases.OrderBy(one => one.Name, StringComparer.Ordinal)];
        to.Add(Parameters.Command(
            CommitSql.LeaseFence, Parameters.Of(batch.Session.Value),
            Parameters.Of(Array.ConvertAll(leases, static one => one.Name)),
            Parameters.Of(Array.ConvertAll(leases, static one => one.Epoch))));
    }

    private static void AddOpenItems(NpgsqlBatchCommandCollection to, CommitBatch batch)
    {
        int count = batch.OpenItemsChanged.Count + batch.OpenItemsRemoved.Count;
        if (count == 0) return;
        var keys = new OpenItemKey[count];
        int next = 0;
        foreach (var change in batch.OpenItemsChanged) keys[next++] = change.Key;
        foreach (var key in batch.OpenItemsRemoved) keys[next++] = key;
        Array.Sort(keys, static (a, b) => a.Id.CompareTo(b.Id));
        to.Add(Parameters.Command(
            CommitSql.OpenItemFence, Parameters.Of(batch.Session.Value),
            Parameters.Of(Array.ConvertAll(keys, static key => key.Id)),
            Parameters.Of(Array.ConvertAll(keys, static key => key.Epoch))));
    }
}
