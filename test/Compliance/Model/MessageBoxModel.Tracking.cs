using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Compliance.Model;

/// <content>Rules 70 to 75. There are no generations here: what is old goes at once.</content>
public partial class MessageBoxModel
{
    /// <summary>The retention classes by number.</summary>
    public SortedDictionary<int, RetentionRow> Retention { get; } = new()
    {
        [0] = new RetentionRow(0, RetentionClass.DefaultName, null),
    };

    private Dictionary<(int Retention, int Lane, long Sequence), (DateTimeOffset At, byte[] Records)> TrackedBodies
    {
        get;
    } = [];

    /// <summary>A part of what a commit tracked; null if it is gone.</summary>
    public byte[]? ReadBodies(TrackedPlace place) =>
        TrackedBodies.TryGetValue((place.Retention, place.Lane, place.Sequence), out var found)
            ? found.Records[place.Offset..(place.Offset + place.Length)]
            : null;

    private void Track(CommitBatch batch, DateTimeOffset now)
    {
        foreach (var row in batch.TrackedBodies)
        {
            TrackedBodies.Add((row.Retention, batch.Lane, batch.Sequence), (now, row.Records.ToArray()));
        }
        foreach (var (id, keep) in batch.BodiesKept)
        {
            if (Bodies.TryGetValue(id, out var body) && body.TrackedUntil < now + keep)
            {
                body.TrackedUntil = now + keep;
            }
        }
    }

    private void ActivateRetention(IReadOnlyList<RetentionClass> classes)
    {
        foreach (var one in classes)
        {
            var row = Retention.Values.FirstOrDefault(row => row.Name == one.Name);
            var number = row?.Number ?? Enumerable.Range(1, RetentionClass.ClassesMax - 1)
                .Where(n => !Retention.TryGetValue(n, out var other) || classes.All(c => c.Name != other.Name))
                .OrderBy(Retention.ContainsKey).ThenBy(n => n).First();
            Retention[number] = new RetentionRow(number, one.Name, one.Keep);
        }
        if (classes.All(one => one.Name != RetentionClass.DefaultName))
        {
            Retention[0] = Retention[0] with { Keep = null };
        }
    }

    private long RemoveTracking(CleanUpOptions options, DateTimeOffset now)
    {
        long rows = 0;
        foreach (var one in Retention.Values)
        {
            var before = now - (one.Keep ?? options.Tracking);
            rows += Tracking.RemoveAll(row => row.Retention == one.Number && row.To < before);
            foreach (var key in TrackedBodies.Where(b => b.Key.Retention == one.Number && b.Value.At < before)
                .Select(b => b.Key).ToList())
            {
                TrackedBodies.Remove(key);
            }
        }
        return rows;
    }
}
