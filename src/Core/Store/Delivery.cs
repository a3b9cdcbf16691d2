namespace Viaduct.Core.Store;

/// <summary>A message that a port delivered.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="InterchangeId">Its interchange.</param>
/// <param name="Port">The send port's name.</param>
/// <param name="At">When the sender settled it.</param>
/// <param name="Meter">What counts for the port; null: it is looked for by its name.</param>
internal readonly record struct Delivery(
    Guid MessageId, Guid InterchangeId, string Port, DateTimeOffset At, PortMeter? Meter = null);
