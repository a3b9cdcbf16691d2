using System.Security.Cryptography;
using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// Everything that can be seen of a store, as lines of text in a fixed order: equal before and after what must change
/// nothing, and equal in a store and its model. Lanes stand under their place in the order of numbers and readers under
/// their names, because which number a store gives is its own affair.
/// </summary>
public sealed class Contents
{
    private const int Most = 100_000;
    private readonly List<string> _lines = [];
    private readonly IStore _store;
    private readonly Dictionary<int, string> _readers = new() { [0] = "tracker" };
    private readonly Dictionary<int, int> _bases = new() { [0] = 0 };
    private readonly Dictionary<int, int> _ports = [];
    private readonly Dictionary<ReaderLane, Position> _positions = [];
    private readonly Dictionary<int, int> _lanes = [];

    private Contents(IStore store) => _store = store;

    /// <summary>
    /// Receipts, claims and bodies cannot be listed: those that a test knows of are asked for. With
    /// <paramref name="needed"/> the log is shown from where each reader stands, for a detached port as far as it is
    /// named: what is done goes in its time.
    /// </summary>
    public static async Task<string> ReadAsync(
        IStore store, IReadOnlyList<ReceiptKey>? receipts = null, IReadOnlyList<Guid>? claims = null,
        IReadOnlyList<Guid>? bodies = null, bool needed = false)
    {
        var contents = new Contents(store);
        await contents.ReadConfigurationAsync();
        var progress = await store.Log.ReadProgressAsync(CancellationToken.None);
        foreach (var row in needed ? progress : [])
        {
            contents._positions.Add(row.ReaderLane, row.Position);
        }
        await contents.ReadLanesAsync();
        contents.ReadProgress(progress);
        await contents.ReadOpenItemsAsync();
        await contents.ReadReceiptsAsync(receipts ?? [], claims ?? []);
        await contents.ReadBodiesAsync(bodies ?? []);
        await contents.ReadTrackingAsync();
        return string.Join('\n', contents._lines);
    }

    /// <summary>Bytes as a short text: readable if they are, their digest if they are long.</summary>
    public static string Show(ReadOnlyMemory<byte> bytes) => bytes.Length <= 60
        ? $"'{Some.Text(bytes)}'"
        : $"{bytes.Length} bytes {Convert.ToHexStringLower(SHA256.HashData(bytes.Span)[..6])}";

    /// <summary>An open item as text, with all that a list shows.</summary>
    public static string Show(OpenItemRow row) =>
        $"{row.Id} {row.Kind} {row.State} of {row.Port}, message {row.MessageId} ({row.MessageType}) in "
        + $"{row.InterchangeId}, attempts {row.Attempts}, deaths {row.Deaths}, epoch {row.Epoch}, due "
        + $"{(row.State == OpenItemState.Waiting ? row.Due : null):O}, "
        + $"created {row.CreatedAt:O}, changed {row.ChangedAt:O}, {row.FailureCode}: {row.FailureText}, "
        + $"report {row.Report}, transmit {row.Transmit}";

    private async Task ReadConfigurationAsync()
    {
        if (await _store.Configuration.GetActiveAsync(CancellationToken.None) is not { } active)
        {
            return;
        }
        var ports = string.Join(", ", active.Ports.Keys.Order(StringComparer.Ordinal));
        _lines.Add($"configuration {active.Hash} of {active.AppliedAt:O}, ports {ports}");
        foreach (var reader in active.Readers.Where(one => one.Id != 0))
        {
            _readers[reader.Id] = $"{reader.Kind} {reader.Name}";
            _bases[reader.Id] = reader.Base;
            if (reader.Port is { } port)
            {
                _ports[reader.Id] = active.Ports.GetValueOrDefault(port);
            }
        }
    }

    private async Task ReadLanesAsync()
    {
        var heads = await _store.Log.ReadHeadsAsync(CancellationToken.None);
        foreach (var (lane, head) in heads.OrderBy(one => one.Key))
        {
            _lanes.Add(lane, _lanes.Count);
            if (head > 0)
            {
                _lines.Add($"lane {_lanes[lane]} ends at {head}");
            }
            await ReadLogAsync(lane);
        }
    }

    private async Task ReadLogAsync(int lane)
    {
        foreach (var (reader, name) in _readers.OrderBy(one => one.Value, StringComparer.Ordinal))
        {
            if (_bases[reader] != reader && !_positions.ContainsKey(new ReaderLane(reader, lane)))
            {
                continue;
            }
            var key = new ReaderLane(_bases[reader], lane);
            var references = await _store.Log.ReadReferencesAsync(
                key, FirstOf(reader, lane), Most, int.MaxValue, CancellationToken.None);
            foreach (var reference in references)
            {
                var slices = Pointers.ReadItems(reference)
                    .Where(one => !_ports.TryGetValue(reader, out var port) || one.Port == port)
                    .Select(one => one.Slice).ToList();
                if (slices.Count == 0)
                {
                    continue;
                }
                var records = await _store.Log.ReadRecordsAsync(lane, slices, CancellationToken.None);
                var texts = string.Join(", ", records.Select(Show));
                _lines.Add($"{name} in lane {_lanes[lane]} at {reference.Sequence}: {texts}");
            }
        }
        var tracks = await _store.Log.ReadTracksAsync(
            lane, FirstOf(0, lane), Most, int.MaxValue, CancellationToken.None);
        _lines.AddRange(tracks.Select(one => $"track in lane {_lanes[lane]} at {one.Sequence}: {Show(one.Track)}"));
    }

    private long FirstOf(int reader, int lane) =>
        _positions.TryGetValue(new ReaderLane(reader, lane), out var position) ? position.Sequence : 1;

    private void ReadProgress(IReadOnlyList<ProgressRow> rows)
    {
        _lines.AddRange(rows
            .Select(row => $"progress of {_readers[row.ReaderLane.Reader]} in lane {_lanes[row.ReaderLane.Lane]}: "
                + $"{row.Position} {Show(row.Done)}")
            .Order(StringComparer.Ordinal));
    }

    private async Task ReadOpenItemsAsync()
    {
        var listed = await _store.OpenItems.ListAsync(new OpenItemFilter(), Most, CancellationToken.None);
        foreach (var row in listed)
        {
            var whole = await _store.OpenItems.GetAsync(row.Id, CancellationToken.None);
            _lines.Add($"open item {Show(row)}, record {Show(whole?.Record ?? default)}, for {_readers[row.Reader]}, "
                + $"bodies {string.Join(", ", (whole?.BodyIds ?? []).Order())}");
        }
    }

    private async Task ReadReceiptsAsync(IReadOnlyList<ReceiptKey> receipts, IReadOnlyList<Guid> claims)
    {
        var found = await _store.Receipts.FindAsync(receipts, CancellationToken.None);
        _lines.AddRange(found.Order().Select(key => $"receipt {key}"));
        var claimed = await _store.Receipts.FindClaimsAsync(claims, CancellationToken.None);
        _lines.AddRange(claimed.Order().Select(id => $"claim {id}"));
    }

    private async Task ReadBodiesAsync(IReadOnlyList<Guid> bodies)
    {
        foreach (var id in bodies)
        {
            for (var index = 0; await _store.Bodies.ReadAsync(id, index, CancellationToken.None) is { } chunk; index++)
            {
                _lines.Add($"body {id} chunk {index}: {Show(chunk)}");
            }
        }
    }

    private async Task ReadTrackingAsync()
    {
        var rows = await _store.Tracking.ReadAsync(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200), 0, Most, CancellationToken.None);
        _lines.AddRange(rows.Select(
            row => $"tracking {row.From:O} to {row.To:O}: {Show(row.Index)} {Show(row.Events)}"));
    }
}
