namespace Viaduct.Campaign.Histories;

/// <summary>A message that was offered to the group. Times are milliseconds since the campaign began.</summary>
/// <param name="Id">What it is called; stands in its content.</param>
/// <param name="Key">Its order key; empty without one.</param>
/// <param name="Digest">The digest of its content.</param>
/// <param name="Ports">The send ports that must get it.</param>
/// <param name="OfferedAt">When it was offered first.</param>
/// <param name="AcceptedAt">When the group had it: the answer, or the rename of the file; null: never.</param>
internal sealed record Offer(
    string Id, string Key, string Digest, IReadOnlyList<string> Ports, double OfferedAt, double? AcceptedAt);
