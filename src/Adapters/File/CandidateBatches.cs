namespace Viaduct.Adapters.File;

/// <summary>
/// Cuts the files that are ready into batches, the oldest first, unless other receivers work there too.
/// </summary>
internal sealed class CandidateBatches(IEnumerable<Candidate> ready, int filesMax, long bytesMax)
{
    private readonly List<Candidate> _left = [.. ready];
    private int _at;

    /// <summary>The next batch, or null if nothing is left.</summary>
    public IReadOnlyList<Candidate>? Next()
    {
        if (_left.Count == 0) return null;
        if (_at >= _left.Count) _at = 0;
        int count = 0;
        long bytes = 0;
        // One file is a batch, however large.
        while (_at + count < _left.Count && count < filesMax)
        {
            bytes += _left[_at + count].Stat.Length;
            if (count > 0 && bytes > bytesMax) break;
            count++;
        }

        var batch = _left.GetRange(_at, count);
        _left.RemoveRange(_at, count);
        return batch;
    }

    /// <summary>
    /// Another receiver was faster with some of the last batch: goes on at a place where it probably is not, so that
    /// the two do not claim the same files over and over.
    /// </summary>
    public void GoElsewhere() => _at = _left.Count == 0 ? 0 : Random.Shared.Next(_left.Count);
}
