namespace Viaduct.Load.Measure;

/// <summary>What a contestant can tell about itself at one moment.</summary>
/// <param name="WalBytes">Bytes written to the store's log since the start; null if it cannot be told.</param>
/// <param name="TrackerLagSeconds">How far event tracking is behind; null without tracking.</param>
internal readonly record struct Counters(long? WalBytes = null, double? TrackerLagSeconds = null);
