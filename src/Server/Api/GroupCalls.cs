using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about the group as a whole.</summary>
internal static class GroupCalls
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getStatus", Method = HttpMethods.Get, Path = "/api/v1/status", Result = typeof(GroupStatus),
            Summary = "How the group is: servers, configuration, ports, readers, open items, the size of the store.",
            Details = "Every server answers for the whole group.",
            Run = async request => await request.WriteAsync(
                await request.Operations.GetStatusAsync(request.Aborted), ViaductJson.Default.GroupStatus),
        },
        new()
        {
            Name = "listServers", Method = HttpMethods.Get, Path = "/api/v1/servers",
            Result = typeof(IReadOnlyList<ServerStatus>),
            Summary = "The servers that have not left the group, dead ones included.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Servers,
                ViaductJson.Default.IReadOnlyListServerStatus),
        },
        new()
        {
            Name = "listHosts", Method = HttpMethods.Get, Path = "/api/v1/hosts",
            Result = typeof(IReadOnlyList<HostStatus>), Summary = "The hosts, with what runs in them.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Hosts,
                ViaductJson.Default.IReadOnlyListHostStatus),
        },
        new()
        {
            Name = "listReaders", Method = HttpMethods.Get, Path = "/api/v1/readers",
            Result = typeof(IReadOnlyList<ReaderStatus>), Summary = "How far each reader has come in each lane.",
            Run = async request => await request.WriteAsync(
                (await request.Operations.GetStatusAsync(request.Aborted)).Readers,
                ViaductJson.Default.IReadOnlyListReaderStatus),
        },
        new()
        {
            Name = "getOpenApi", Method = HttpMethods.Get, Path = "/api/v1/openapi.json",
            Summary = "This description.",
            Run = request => request.WriteAsync(ApiDocument.Open(), ApiCall.Json, "openapi.json"),
        },
    ];
}
