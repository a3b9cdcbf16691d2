using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>A server that a drill was told of.</summary>
/// <param name="Address">Its admin API.</param>
/// <param name="Client">A client of this server alone.</param>
/// <param name="Server">What it said of itself when the drill began.</param>
internal sealed record DrillMember(Uri Address, ViaductClient Client, DrillServer Server);
