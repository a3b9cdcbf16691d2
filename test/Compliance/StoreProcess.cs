using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// A process of the group in a test: a store of its own, a session, what it owns, and what it knows of it. It believes
/// what the store told it last, as a process does that slept through a takeover.
/// </summary>
public sealed class StoreProcess(IStore store, string server, SessionId session)
{
    private readonly Dictionary<int, LaneGrant> _lanes = [];
    private readonly Dictionary<ReaderLane, ReaderGrant> _readers = [];
    private readonly Dictionary<ReaderLane, long> _numbers = [];

    /// <summary>Its view of the store.</summary>
    public IStore Store => store;

    /// <summary>Its server's name.</summary>
    public string Server => server;

    /// <summary>Its session.</summary>
    public SessionId Session => session;

    /// <summary>The configuration that it routes by.</summary>
    public ActiveConfiguration? Configuration { get; set; }

    /// <summary>The version of its routes; null if there are none.</summary>
    public long? RouteVersion => Configuration?.RouteVersion;

    /// <summary>The lanes that it believes to own, in order.</summary>
    public IReadOnlyList<int> Lanes => [.. _lanes.Keys.Order()];

    /// <summary>The first of its lanes: where a test writes if it does not matter where.</summary>
    public int Lane => _lanes.Keys.Min();

    /// <summary>The readers that it believes to work.</summary>
    public IReadOnlyCollection<ReaderGrant> Readers => _readers.Values;

    /// <summary>The number of a host's or port's reader by its name; of the tracker with an empty one.</summary>
    public int Reader(string name) => Configuration!.Readers.Single(one => one.Name == name).Id;

    /// <summary>The number of a port by its name.</summary>
    public int Port(string name) => Configuration!.Ports[name];

    /// <summary>The grant of a reader, in the first lane if none is named.</summary>
    public ReaderGrant Grant(int reader, int? lane = null) => _readers[new ReaderLane(reader, lane ?? Lane)];

    /// <summary>Takes what is free, with all configured readers if none are named, and believes the answer.</summary>
    public async Task<Holdings> AcquireAsync(int lanesMin = 2, params int[] readers)
    {
        var wanted = readers.Length > 0 ? readers : [.. Configuration?.Readers.Select(one => one.Id) ?? [0]];
        var holdings = await store.Sessions.AcquireAsync(session, lanesMin, wanted, CancellationToken.None);
        Believe(holdings.Lanes, holdings.Readers);
        return holdings;
    }

    /// <summary>Believes grants.</summary>
    public void Believe(IReadOnlyList<LaneGrant> lanes, IReadOnlyList<ReaderGrant> readers)
    {
        foreach (var lane in lanes)
        {
            _lanes[lane.Lane] = lane;
        }
        foreach (var reader in readers)
        {
            _readers[reader.ReaderLane] = reader;
            _numbers[reader.ReaderLane] =
                reader.Transmits.Select(row => row.Number).Append(reader.Progress.Number).Max();
        }
    }

    /// <summary>A batch to be filled in, for the first of its lanes if none is named.</summary>
    public CommitBuilder Commit(int? lane = null) => new(this, lane ?? Lane);

    /// <summary>Commits, and remembers what was written.</summary>
    public async Task<CommitResult> CommitAsync(CommitBuilder builder)
    {
        var batch = builder.Build();
        var result = await store.Log.CommitAsync(batch, CancellationToken.None);
        if (result is CommitResult.Committed)
        {
            Remember(batch);
        }
        return result;
    }

    /// <summary>Commits; the test fails if the store does not.</summary>
    public async Task MustCommitAsync(CommitBuilder builder) =>
        Assert.Equal(CommitResult.Committed.Instance, await CommitAsync(builder));

    /// <summary>Takes up what a batch of its own has written.</summary>
    public void Remember(CommitBatch batch)
    {
        _lanes[batch.Lane] = _lanes[batch.Lane] with { LastSequence = batch.Sequence };
        foreach (var row in batch.Progress)
        {
            _readers[row.ReaderLane] = _readers[row.ReaderLane] with { Progress = row };
            _numbers[row.ReaderLane] = Math.Max(_numbers[row.ReaderLane], row.Number);
        }
        foreach (var row in batch.Transmits)
        {
            _numbers[row.ReaderLane] = Math.Max(_numbers[row.ReaderLane], row.Number);
        }
    }

    /// <summary>Forgets a reader in a lane.</summary>
    public void Forget(ReaderLane key) => _readers.Remove(key);

    /// <summary>
    /// The texts of all messages of a reader in a lane, from a sequence on; of one port if it is named.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadAsync(
        int reader, int? lane = null, long from = 1, string? port = null)
    {
        var at = lane ?? Lane;
        var references = await store.Log.ReadReferencesAsync(
            new ReaderLane(reader, at), from, 10_000, int.MaxValue, CancellationToken.None);
        var slices = references.SelectMany(Pointers.ReadItems)
            .Where(one => port is null || one.Port == Port(port)).Select(one => one.Slice).ToList();
        var records = await store.Log.ReadRecordsAsync(at, slices, CancellationToken.None);
        return [.. records.Select(Some.Text)];
    }

    /// <summary>The last sequence that it knows of a lane.</summary>
    public long LastSequenceOf(int lane) => _lanes[lane].LastSequence;

    /// <summary>Its epoch in a lane.</summary>
    public long LaneEpochOf(int lane) => _lanes[lane].Epoch;

    /// <summary>Its epoch for a reader in a lane.</summary>
    public long EpochOf(ReaderLane key) => _readers[key].Epoch;

    /// <summary>The last number it knows of a reader in a lane.</summary>
    public long LastNumberOf(ReaderLane key) => _numbers[key];
}
