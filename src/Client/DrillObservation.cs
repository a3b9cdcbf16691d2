namespace Viaduct.Client;

/// <summary>Something that was seen during a drill.</summary>
/// <param name="AtMs">
/// When, in milliseconds since the drill began, by the monotonic clock of the drilling process.
/// </param>
/// <param name="Source">Who saw it: <c>drill</c>, or a server's name.</param>
/// <param name="Text">What.</param>
public sealed record DrillObservation(double AtMs, string Source, string Text);
