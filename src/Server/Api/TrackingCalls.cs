using Microsoft.AspNetCore.Http;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>Calls about the ways of messages.</summary>
internal static class TrackingCalls
{
    private const string Newest = "newest";
    private const string Oldest = "oldest";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "findEvents", Method = HttpMethods.Get, Path = "/api/v1/tracking", Result = typeof(TrackingPage),
            Summary = "The events on messages' ways that fit, in the order in which they were stored.",
            Details = PageCalls.Details,
            Query =
            [
                new("message", "Only of this message.", Format: "uuid"),
                new("interchange", "Only of the messages of this interchange.", Format: "uuid"),
                new("port", "Only at this receive location or send port; publications to it too."),
                new("from", "Only at this time or later.", Format: "date-time"),
                new("to", "Only at this time or earlier.", Format: "date-time"),
                new("order", "Whether those stored first or last come first.")
                {
                    Words = [Oldest, Newest], Default = Oldest,
                },
                .. PageCalls.Parameters,
            ],
            Run = async request => await request.WriteAsync(
                await request.Operations.FindEventsAsync(SearchOf(request), request.Page(), request.Aborted),
                ViaductJson.Default.TrackingPage),
        },
    ];

    private static TrackingSearch SearchOf(ApiRequest request) => new()
    {
        MessageId = request.Id("message"), InterchangeId = request.Id("interchange"), Port = request.Text("port"),
        From = request.Time("from"), To = request.Time("to"),
        Newest = request.Text("order") switch
        {
            null or Oldest => false,
            Newest => true,
            _ => throw Problems.BadRequest($"'order' is {Oldest} or {Newest}."),
        },
    };
}
