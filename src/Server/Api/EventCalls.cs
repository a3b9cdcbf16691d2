using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Viaduct.Client;
using Viaduct.Core.Store;

namespace Viaduct.Server.Api;

/// <summary>Live figures, as server-sent events.</summary>
internal static class EventCalls
{
    private const string MediaType = "text/event-stream";
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(5);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "watch", Method = HttpMethods.Get, Path = "/api/v1/events", Result = typeof(LiveFigures),
            ResultMediaType = MediaType, IsStream = true,
            Summary = "Figures of the group about once a second, as server-sent events named figures.",
            Details = "Whoever does not read for 5 seconds is cut off: nothing is kept for the slow. While the "
                + "store is "
                + "away comments come instead.",
            Run = RunAsync,
        },
    ];

    private static async Task RunAsync(ApiRequest request)
    {
        request.Response.ContentType = MediaType;
        await request.Response.StartAsync(request.Aborted);
        while (true)
        {
            await WriteAsync(request, await NextAsync(request));
        }
    }

    private static async Task<byte[]> NextAsync(ApiRequest request)
    {
        try
        {
            var figures = await request.Feed.NextAsync(request.Aborted);
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(figures, ViaductJson.Default.LiveFigures);
            return [.. "event: figures\ndata: "u8, .. json, .. "\n\n"u8];
        }
        catch (StoreUnavailableException)
        {
            await Task.Delay(WriteTimeout, TimeProvider.System, request.Aborted);
            return [.. ": the store does not answer\n\n"u8];
        }
    }

    private static async Task WriteAsync(ApiRequest request, byte[] text)
    {
        using var tooSlow = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted);
        tooSlow.CancelAfter(WriteTimeout);
        try
        {
            await request.Response.Body.WriteAsync(text, tooSlow.Token);
            await request.Response.Body.FlushAsync(tooSlow.Token);
        }
        catch (OperationCanceledException)
        {
            request.Abort();
            throw;
        }
    }
}
