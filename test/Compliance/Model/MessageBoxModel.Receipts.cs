using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 40 to 45, bodies and tracking.</content>
public partial class MessageBoxModel
{
    /// <summary>Which keys stand for items that were taken in and may still be there.</summary>
    public IReadOnlySet<ReceiptKey> FindReceipts(IReadOnlyList<ReceiptKey> keys) => keys.Where(IsReceived).ToHashSet();

    /// <summary>Gives the free claims of a location to a session.</summary>
    public IReadOnlyList<AbandonedClaim> TakeAbandoned(SessionId session, string location)
    {
        var taken = new List<AbandonedClaim>();
        foreach (var claim in Claims.Values)
        {
            if (IsAlive(session) && claim.Owner == SessionId.None && claim.Row.Location == location)
            {
                claim.Owner = session;
                var received = IsReceived(ReceiptKey.FromClaim(claim.Row.Id));
                taken.Add(new AbandonedClaim(new Claim(claim.Row.Id, claim.Row.Item), received, claim.Deaths));
            }
        }
        return taken;
    }

    /// <summary>Which claims are recorded.</summary>
    public IReadOnlySet<Guid> FindClaims(IReadOnlyList<Guid> ids) => ids.Where(Claims.ContainsKey).ToHashSet();

    /// <summary>Appends a chunk of a body that is not published yet.</summary>
    public void AppendBody(SessionId session, Guid bodyId, int index, ReadOnlyMemory<byte> chunk)
    {
        if (!Bodies.TryGetValue(bodyId, out var body))
        {
            Bodies.Add(bodyId, body = new BodyEntry { Owner = session });
        }
        body.Chunks[index] = chunk.ToArray();
    }

    /// <summary>One chunk, or null.</summary>
    public byte[]? ReadBody(Guid bodyId, int index) =>
        Bodies.GetValueOrDefault(bodyId)?.Chunks.GetValueOrDefault(index);

    /// <summary>Discards a body of the session that is not published.</summary>
    public void DiscardBody(SessionId session, Guid bodyId)
    {
        if (Bodies.TryGetValue(bodyId, out var body) && body.Owner == session && body.Published is null)
        {
            Bodies.Remove(bodyId);
        }
    }

    /// <summary>Tracking rows that touch a span of time.</summary>
    public IReadOnlyList<TrackingRow> ReadTracking(DateTimeOffset from, DateTimeOffset to, long afterId, int rowsMax) =>
        [.. Tracking.Where(row => row.Id > afterId && row.From <= to && row.To >= from).Take(rowsMax)];

    /// <summary>As <see cref="ReadTracking"/>, the last first.</summary>
    public IReadOnlyList<TrackingRow> ReadTrackingBack(
        DateTimeOffset from, DateTimeOffset to, long beforeId, int rowsMax) =>
        [
            .. Tracking.Where(row => row.Id < beforeId && row.From <= to && row.To >= from)
                .OrderByDescending(row => row.Id).Take(rowsMax),
        ];

    private bool IsReceived(ReceiptKey key) => Receipts.TryGetValue(key, out var entry) && entry.ClosedAt is null;

    private void AddTracking(TrackingRow row) => Tracking.Add(
        row with { Id = ++LastTracking, Index = row.Index.ToArray(), Events = row.Events.ToArray() });
}
