namespace Viaduct.Client;

/// <summary>How a trial is to end.</summary>
/// <param name="State">Withdrawn or accepted, of <see cref="TrialStates"/>.</param>
public sealed record TrialRequest(string State);
