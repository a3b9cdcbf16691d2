namespace Viaduct.Client;

/// <summary>What a server suffers, or is about to suffer.</summary>
/// <param name="Id">The drill that it belongs to.</param>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="Server">The server.</param>
/// <param name="Session">Its session when it was asked.</param>
/// <param name="At">When it begins, by the server's clock.</param>
/// <param name="ForMs">How many milliseconds it lasts; 0 if nobody ends it.</param>
public sealed record FaultState(Guid Id, string Kind, string Server, long Session, DateTimeOffset At, int ForMs);
