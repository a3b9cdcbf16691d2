using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>What calls need.</summary>
/// <param name="Operations">Does what is asked for.</param>
/// <param name="Feed">Live figures.</param>
internal sealed record ApiServices(IGroupOperations Operations, LiveFeed Feed);
