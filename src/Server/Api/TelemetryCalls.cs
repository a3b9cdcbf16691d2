using Microsoft.AspNetCore.Http;
using Viaduct.Client;
using Viaduct.Server.Operations;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Api;

/// <summary>Calls of monitoring, load balancers and service managers, about this server alone.</summary>
internal static class TelemetryCalls
{
    private const string Text = "text/plain";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getLive", Method = HttpMethods.Get, Path = "/healthz", ResultMediaType = Text, IsEarly = true,
            IsProbe = true, Summary = "Whether the process of this server answers.",
            Details = "From its start to its end, whatever its store does: a process that does not answer may be "
                + "started anew. Needs no token.",
            Run = static request => request.WriteAsync("ok\n", Text),
        },
        new()
        {
            Name = "getReady", Method = HttpMethods.Get, Path = "/readyz", Result = typeof(ReadyState), IsEarly = true,
            IsProbe = true, Summary = "Whether this server should get traffic now: 200, or 503 with the reasons.",
            Details = "Needs no token; the reasons are told to callers that show it, or where none is demanded. "
                + "Receive locations and send ports that do not work on this server, for example because another "
                + "process has the address, are warnings: they leave it ready.",
            Run = ReadyAsync,
        },
        new()
        {
            Name = "getMetrics", Method = HttpMethods.Get, Path = "/metrics", ResultMediaType = Text, IsEarly = true,
            Summary = "The metrics of this server, of its process and of the group, in Prometheus' text format.",
            Details = "Those of the group are the same at every server, and at most a few seconds old.",
            Run = MetricsAsync,
        },
    ];

    private static async Task ReadyAsync(ApiRequest request)
    {
        var state = request.Probes.Ready();
        if (!state.Ready) request.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        if (!request.IsTrusted) state = state with { Reasons = [], Warnings = [] };
        await request.WriteAsync(state, ViaductJson.Default.ReadyState);
    }

    private static async Task MetricsAsync(ApiRequest request)
    {
        var metrics = await request.Probes.CollectAsync(request.Aborted)
            ?? throw Problems.Refuse(
                ProblemCodes.NotReady, "There are no metrics yet: the server prepares its store, or waits "
                    + "for it. Ask again in a moment; /readyz tells why.");
        await request.WriteAsync(PrometheusText.Write(metrics), PrometheusText.MediaType);
    }
}
