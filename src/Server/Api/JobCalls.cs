using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about jobs: changes of many items.</summary>
internal static class JobCalls
{
    private const int WaitSecondsMax = 30;

    private static readonly ApiParameter Id = new("id", "The job, by an id that its starter chose.", Format: "uuid");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "startJob", Method = HttpMethods.Put, Path = "/api/v1/jobs/{id}", Places = [Id],
            Body = typeof(JobRequest), Result = typeof(JobStatus),
            Summary = "Resumes or terminates many items: those of some ids, or all that fit a query.",
            Details = $"At most {JobRequest.ItemsMax:N0} items. The same request again under the same id gives the "
                + "same "
                + "job. Jobs live on the server that was asked; one that went with it is started again without harm.",
            Problems = [ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.StartJobAsync(
                    request.PlaceId("id"), await request.ReadAsync(RequestJson.Default.JobRequest), request.Aborted),
                ViaductJson.Default.JobStatus),
        },
        new()
        {
            Name = "getJob", Method = HttpMethods.Get, Path = "/api/v1/jobs/{id}", Places = [Id],
            Result = typeof(JobStatus), Summary = "How far a job has come, and what it did once it has ended.",
            Query =
            [
                new("wait", $"Seconds to wait for its end, at most {WaitSecondsMax}.", "integer") { Default = "0" },
            ],
            Problems = [ProblemCodes.NotFound],
            Run = async request => await request.WriteAsync(
                await request.Operations.GetJobAsync(
                    request.PlaceId("id"), TimeSpan.FromSeconds(request.Number("wait", 0, 0, WaitSecondsMax)),
                    request.Aborted),
                ViaductJson.Default.JobStatus),
        },
    ];
}
