namespace Viaduct.Client;

/// <summary>Why a server should get no traffic now.</summary>
/// <param name="Code">A stable code: <c>starting</c>, <c>joining</c>, <c>store-away</c>, <c>draining</c>; of a
/// warning <c>location-trouble</c> or <c>port-trouble</c>.</param>
/// <param name="Text">What it means, for people.</param>
public sealed record ReadyReason(string Code, string Text);
