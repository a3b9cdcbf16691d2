namespace Viaduct.Campaign.Histories;

/// <summary>What a caller was told for good: to a request with a response, or that it was refused.</summary>
/// <param name="Id">The message.</param>
/// <param name="Status">The status code.</param>
/// <param name="Text">The response; empty at a one-way port.</param>
/// <param name="Expected">What a response to the message begins with; empty at a one-way port.</param>
/// <param name="At">When, in milliseconds since the campaign began.</param>
internal sealed record Answer(string Id, int Status, string Text, string Expected, double At);
