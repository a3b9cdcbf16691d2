using Viaduct.Core.Store;

namespace Viaduct.Core.Track;

/// <summary>Divides the tracks of commits into rows: of one retention class each, and of bounded size.</summary>
/// <param name="rowBytes">A row ends when it has this many bytes of events.</param>
internal sealed class TrackRows(int rowBytes)
{
    private readonly List<(int Retention, List<TrackBlob> Blobs)> _rows = [];
    private readonly Dictionary<int, (List<TrackBlob> Blobs, int Bytes)> _open = [];

    /// <summary>Adds the track of a commit.</summary>
    public void Add(int lane, long sequence, ReadOnlyMemory<byte> track)
    {
        foreach (var (retention, blob) in TrackSections.Read(track))
        {
            if (!_open.TryGetValue(retention, out var row) || row.Bytes >= rowBytes)
            {
                row = ([], 0);
                _rows.Add((retention, row.Blobs));
            }

            row.Blobs.Add(new TrackBlob(lane, sequence, blob));
            _open[retention] = (row.Blobs, row.Bytes + blob.Length);
        }
    }

    /// <summary>The rows.</summary>
    public List<TrackingRow> Make() => _rows.ConvertAll(row => TrackingBatch.Make(row.Retention, row.Blobs));
}
