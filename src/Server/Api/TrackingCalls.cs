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
                new("kind", "Only of this kind.") { IsList = true, Words = TrackedKinds.All },
                new(
                    "property",
                    "Only publications that were tracked with this property: NAME=VALUE; NAME as in filters, a local "
                    + "name alone, or NAMESPACE#NAME; a VALUE that ends with * stands for all that begin like it."),
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
        new()
        {
            Name = "getBody", Method = HttpMethods.Get, Path = "/api/v1/tracking/bodies/{body}",
            Places = [new("body", "What the event of a tracked body says.")],
            ResultMediaType = "application/octet-stream", Summary = "The bytes of a tracked body.",
            Problems = [ProblemCodes.NotFound], IsStream = true,
            Run = async request => await request.WriteAsync(
                await request.Operations.OpenBodyAsync(request.Place("body"), request.Aborted),
                "application/octet-stream", "body.bin"),
        },
        new()
        {
            Name = "getStory", Method = HttpMethods.Get, Path = "/api/v1/tracking/messages/{id}/story",
            Places = [new("id", "The message, or the interchange.", Format: "uuid")],
            Query = [new("siblings", "True for the events of its whole interchange, too.", "boolean")],
            ResultMediaType = "application/zip",
            Summary = "The whole story of a message as a ZIP archive.",
            Details = "Events, bodies and contexts as far as they are tracked or still stored, the configurations that "
                + "were in force, and a manifest with the hash of each file. An answer that breaks off has no "
                + "manifest.",
            Problems = [ProblemCodes.NotFound], IsStream = true,
            Run = async request => await request.WriteAsync(
                await request.Operations.OpenStoryAsync(
                    request.PlaceId("id"), request.Truth("siblings"), request.Aborted),
                "application/zip", "story.zip"),
        },
    ];

    private static TrackingSearch SearchOf(ApiRequest request) => new()
    {
        MessageId = request.Id("message"), InterchangeId = request.Id("interchange"), Port = request.Text("port"),
        Kinds = request.Texts("kind") is { Count: > 0 } kinds ? kinds : null, Property = request.Text("property"),
        From = request.Time("from"), To = request.Time("to"),
        Newest = request.Text("order") switch
        {
            null or Oldest => false,
            Newest => true,
            _ => throw Problems.BadRequest($"'order' is {Oldest} or {Newest}."),
        },
    };
}
