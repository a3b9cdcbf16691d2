using Microsoft.AspNetCore.Http;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>Calls of drills: failures of this server alone, and the reports of the group.</summary>
internal static class DrillCalls
{
    private const string Drills = "/api/v1/drills";

    private static readonly ApiParameter Id = new("id", "The drill, by an id that its caller chose.", Format: "uuid");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getDrillServer", Method = HttpMethods.Get, Path = Drills + "/server",
            Result = typeof(DrillServer), Summary = "What a drill must know of this server.",
            Details = "Of the one that answers, unlike most calls.",
            Run = async request => await request.WriteAsync(
                await request.Faults.DescribeAsync(request.Aborted), ViaductJson.Default.DrillServer),
        },
        new()
        {
            Name = "startFault", Method = HttpMethods.Put, Path = Drills + "/{id}/fault",
            Places = [Id], Body = typeof(FaultRequest), Result = typeof(FaultState),
            Summary = "Makes the server that is asked fail, shortly after it has answered.",
            Details = "Only a server that was started with --allow-drills does so. What lasts ends by itself, "
                + "whatever becomes of the caller. The same request again under the same id changes nothing.",
            Problems = [ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Faults.StartAsync(
                    request.PlaceId("id"), await request.ReadAsync(RequestJson.Default.FaultRequest), request.Aborted),
                ViaductJson.Default.FaultState),
        },
        new()
        {
            Name = "keepDrill", Method = HttpMethods.Put, Path = Drills + "/{id}/report", Places = [Id],
            Body = typeof(DrillReport), Result = typeof(DrillKept), Summary = "Keeps the report of a drill.",
            Details = "What is kept is never changed: the same id again changes nothing. Beyond 1,000 the oldest ones "
                + "are removed.",
            Run = KeepAsync,
        },
        new()
        {
            Name = "listDrills", Method = HttpMethods.Get, Path = Drills,
            Result = typeof(IReadOnlyList<DrillSummary>),
            Summary = "The drills whose reports are kept, the latest first.",
            Query =
            [
                new("limit", $"How many at most, up to {PageOptions.LimitMax:N0}.", "integer") { Default = "100" },
            ],
            Run = async request => await request.WriteAsync(
                await request.Operations.ListDrillsAsync(
                    request.Number("limit", 100, 1, PageOptions.LimitMax), request.Aborted),
                ViaductJson.Default.IReadOnlyListDrillSummary),
        },
        new()
        {
            Name = "getDrill", Method = HttpMethods.Get, Path = Drills + "/{id}", Places = [Id],
            Result = typeof(DrillReport), Summary = "The report of a drill.",
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.GetDrillAsync(request.PlaceId("id"), request.Aborted),
                ViaductJson.Default.DrillReport),
        },
    ];

    private static async Task KeepAsync(ApiRequest request)
    {
        var report = await request.ReadAsync(RequestJson.Default.DrillReport);
        if (report.Id != request.PlaceId("id"))
            throw Problems.BadRequest("The report is that of another drill than the path names.");
        await request.WriteAsync(
            await request.Operations.KeepDrillAsync(report, request.Aborted), ViaductJson.Default.DrillKept);
    }
}
