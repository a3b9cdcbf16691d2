using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about cluster groups.</summary>
internal static class ClusterCalls
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "listClusters", Method = HttpMethods.Get, Path = "/api/v1/clusters",
            Result = typeof(IReadOnlyList<ClusterStatus>),
            Summary = "The cluster groups: where each is active, since when, why, and who would take over.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Clusters,
                ViaductJson.Default.IReadOnlyListClusterStatus),
        },
        new()
        {
            Name = "listClusterEvents", Method = HttpMethods.Get, Path = "/api/v1/clusters/events",
            Result = typeof(IReadOnlyList<ClusterEvent>),
            Summary = "The changes of who is active in cluster groups, the latest first.",
            Query =
            [
                new("name", "The cluster group; without it all."),
                new("limit", $"How many at most, up to {PageOptions.LimitMax:N0}.", "integer") { Default = "100" },
            ],
            Run = async request => await request.WriteAsync(
                await request.Operations.ListClusterEventsAsync(
                    request.Text("name"), request.Number("limit", 100, 1, PageOptions.LimitMax), request.Aborted),
                ViaductJson.Default.IReadOnlyListClusterEvent),
        },
        new()
        {
            Name = "moveCluster", Method = HttpMethods.Put, Path = "/api/v1/clusters/{name}/server/{server}",
            Places = [new("name", "The cluster group."), new("server", "The server.")],
            Result = typeof(ClusterMove), Summary = "Moves a cluster group to a server.",
            Details = "Waits until it is active there, for ten seconds at most. It stays there, whatever is preferred, "
                + "until that server ends or may not have it any more.",
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.MoveClusterAsync(
                    request.Place("name"), request.Place("server"), request.Aborted),
                ViaductJson.Default.ClusterMove),
        },
    ];
}
