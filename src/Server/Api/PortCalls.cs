using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about send ports and receive locations.</summary>
internal static class PortCalls
{
    private const string Ports = "/api/v1/send-ports";
    private const string Locations = "/api/v1/receive-locations";

    private const string Kept = "It takes effect on all servers as a change of the configuration does, and outlives "
        + "restarts and applies. What the configuration wants anyway is not kept, and 'configured' takes back what "
        + "was said.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "listSendPorts", Method = HttpMethods.Get, Path = Ports, Result = typeof(IReadOnlyList<PortStatus>),
            Summary = "The send ports: what they do, what the configuration wants, what waits for them.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Ports,
                ViaductJson.Default.IReadOnlyListPortStatus),
        },
        new()
        {
            Name = "setSendPort", Method = HttpMethods.Put, Path = Ports + "/{name}/state",
            Places = [new("name", "The send port.")], Body = typeof(PortRequest), Result = typeof(PortChange),
            Summary = "Says that a send port is to be started, stopped, unenlisted, or as configured.", Details = Kept,
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.SetSendPortAsync(
                    request.Place("name"), (await request.ReadAsync(RequestJson.Default.PortRequest)).State,
                    request.Aborted),
                ViaductJson.Default.PortChange),
        },
        new()
        {
            Name = "listReceiveLocations", Method = HttpMethods.Get, Path = Locations,
            Result = typeof(IReadOnlyList<LocationStatus>),
            Summary = "The receive locations: what they do, what the configuration wants, what is suspended.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Locations,
                ViaductJson.Default.IReadOnlyListLocationStatus),
        },
        new()
        {
            Name = "setReceiveLocation", Method = HttpMethods.Put, Path = Locations + "/{name}/state",
            Places = [new("name", "The receive location.")], Body = typeof(PortRequest), Result = typeof(PortChange),
            Summary = "Says that a receive location is to be enabled, disabled, or as configured.", Details = Kept,
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.SetLocationAsync(
                    request.Place("name"), (await request.ReadAsync(RequestJson.Default.PortRequest)).State,
                    request.Aborted),
                ViaductJson.Default.PortChange),
        },
    ];
}
