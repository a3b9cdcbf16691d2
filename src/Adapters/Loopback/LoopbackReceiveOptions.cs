namespace Viaduct.Adapters.Loopback;

/// <summary>The options of a loopback receive location: there are none, since the sender names the location.</summary>
public sealed record LoopbackReceiveOptions;
