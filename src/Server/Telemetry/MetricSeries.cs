namespace Viaduct.Server.Telemetry;

/// <summary>The values of one metric with the same tags.</summary>
/// <param name="tags">The tags.</param>
/// <param name="bounds">The bounds of a histogram; empty for other kinds.</param>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] tags, IReadOnlyList<double> bounds)
{
    private readonly long[] _buckets = new long[bounds.Count == 0 ? 0 : bounds.Count + 1];

    /// <summary>The tags.</summary>
    public KeyValuePair<string, object?>[] Tags => tags;

    /// <summary>The value; of a histogram the sum of the values.</summary>
    public double Value { get; private set; }

    /// <summary>The collection in which it was told last.</summary>
    public long Round { get; private set; }

    /// <summary>How many values there were in each bucket of a histogram; the last is beyond all bounds.</summary>
    public IReadOnlyList<long> Buckets => _buckets;

    /// <summary>True if these are its tags.</summary>
    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != tags.Length) return false;
        for (int i = 0; i < tags.Length; i++)
            if (others[i].Key != tags[i].Key || !Equals(others[i].Value, tags[i].Value)) return false;
        return true;
    }

    /// <summary>The value is this now.</summary>
    public void Set(double value, long round) => (Value, Round) = (value, round);

    /// <summary>Adds to the value.</summary>
    public void Add(double value) => Value += value;

    /// <summary>Counts a value in its bucket.</summary>
    public void Count(double value)
    {
        int bucket = 0;
        while (bucket < bounds.Count && value > bounds[bucket]) bucket++;
        _buckets[bucket]++;
        Value += value;
    }
}
