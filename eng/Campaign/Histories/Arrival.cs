namespace Viaduct.Campaign.Histories;

/// <summary>An effect at a far side: a request under a key that was new there, or a file.</summary>
/// <param name="Port">The send port.</param>
/// <param name="Id">What the content says that it is.</param>
/// <param name="Digest">The digest of the content.</param>
/// <param name="TransmissionKey">The idempotency key, or the name of the file.</param>
/// <param name="At">When, in milliseconds since the campaign began.</param>
internal sealed record Arrival(string Port, string Id, string Digest, string TransmissionKey, double At);
