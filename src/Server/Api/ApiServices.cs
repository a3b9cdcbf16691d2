using Viaduct.Client;
using Viaduct.Server.Drills;

namespace Viaduct.Server.Api;

/// <summary>What calls need.</summary>
/// <param name="Operations">Does what is asked for.</param>
/// <param name="Feed">Live figures.</param>
/// <param name="Faults">Makes the server fail when a drill asks for it.</param>
internal sealed record ApiServices(IGroupOperations Operations, LiveFeed Feed, ServerFaults Faults);
