using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about what servers and host instances are to do.</summary>
internal static class InstanceCalls
{
    private const string Kept = "It takes effect on all servers as a change of the configuration does, and outlives "
        + "restarts and applies. What others can work is given to them; nothing is lost or sent twice.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "listInstances", Method = HttpMethods.Get, Path = "/api/v1/instances",
            Result = typeof(IReadOnlyList<InstanceStatus>),
            Summary = "The host instances: where each host runs, what it does there, since when.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Instances,
                ViaductJson.Default.IReadOnlyListInstanceStatus),
        },
        new()
        {
            Name = "setServer", Method = HttpMethods.Put, Path = "/api/v1/servers/{name}/{action}",
            Places = [new("name", "The server."), new("action", "pause, drain or resume.")],
            Result = typeof(ServerChange), Summary = "Says that a server is to pause, to drain, or to work again.",
            Details = Kept, Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.SetServerAsync(
                    request.Place("name"), request.Place("action"), request.Aborted),
                ViaductJson.Default.ServerChange),
        },
        new()
        {
            Name = "setInstance", Method = HttpMethods.Put, Path = "/api/v1/hosts/{host}/instances/{server}/{action}",
            Places =
            [
                new("host", "The host."), new("server", "The server."),
                new("action", string.Join(", ", InstanceActions.All) + "."),
            ],
            Result = typeof(InstanceChange), Summary = "Says what a host is to do on a server.", Details = Kept,
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.SetInstanceAsync(
                    request.Place("host"), request.Place("server"), request.Place("action"), request.Aborted),
                ViaductJson.Default.InstanceChange),
        },
    ];
}
