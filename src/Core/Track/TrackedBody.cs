namespace Viaduct.Core.Track;

/// <summary>What an event says of a tracked body.</summary>
/// <param name="Port">The receive location or send port.</param>
/// <param name="Place">Where on its way.</param>
/// <param name="MessageId">The message; of what came in before its pipeline the interchange.</param>
/// <param name="InterchangeId">The interchange.</param>
/// <param name="Bytes">The length of the body in bytes.</param>
/// <param name="Retention">The number of the retention class.</param>
internal readonly record struct TrackedBody(
    string Port, BodyPlace Place, Guid MessageId, Guid InterchangeId, long Bytes, int Retention);
