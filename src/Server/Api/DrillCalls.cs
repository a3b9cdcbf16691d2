using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls of drills, about this server alone.</summary>
internal static class DrillCalls
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getDrillServer", Method = HttpMethods.Get, Path = "/api/v1/drills/server",
            Result = typeof(DrillServer), Summary = "What a drill must know of this server.",
            Details = "Of the one that answers, unlike most calls.",
            Run = async request => await request.WriteAsync(
                await request.Faults.DescribeAsync(request.Aborted), ViaductJson.Default.DrillServer),
        },
        new()
        {
            Name = "startFault", Method = HttpMethods.Put, Path = "/api/v1/drills/{id}/fault",
            Places = [new("id", "The drill, by an id that its caller chose.", Format: "uuid")],
            Body = typeof(FaultRequest), Result = typeof(FaultState),
            Summary = "Makes the server that is asked fail, shortly after it has answered.",
            Details = "Only a server that was started with --allow-drills does so. A hang ends by itself, whatever "
                + "becomes of the caller. The same request again under the same id changes nothing.",
            Problems = [ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Faults.StartAsync(
                    request.PlaceId("id"), await request.ReadAsync(RequestJson.Default.FaultRequest), request.Aborted),
                ViaductJson.Default.FaultState),
        },
    ];
}
