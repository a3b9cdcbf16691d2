using System.Globalization;
using Microsoft.AspNetCore.Http;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Calls about open items: messages that are suspended or wait for another attempt.</summary>
internal static class ItemCalls
{
    private const string Path = "/api/v1/items";

    private static readonly ApiParameter Id = new("id", "The item.", Format: "uuid");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "listItems", Method = HttpMethods.Get, Path = Path, Result = typeof(ItemPage),
            Summary = "The open items that fit, in the order of creation.", Details = PageCalls.Details,
            Query =
            [
                new("state", "Only in this state.") { IsList = true, Words = ItemStates.All },
                new("port", "Only of this send port or receive location."),
                new("code", "Only with this failure code."),
                new("message", "Only of this message.", Format: "uuid"),
                new("interchange", "Only of this interchange.", Format: "uuid"),
                new("text", "Only with this in the text of the failure, in upper or lower case."),
                new(
                    "property",
                    "Only with this value of a property: NAME=VALUE; NAME as in filters, a local name alone, or "
                    + "NAMESPACE#NAME."),
                new("from", "Only changed at this time or later.", Format: "date-time"),
                new("to", "Only changed at this time or earlier.", Format: "date-time"),
                new("fileNames", "True to look up the file that each came in with, in its message.", "boolean"),
                .. PageCalls.Parameters,
            ],
            Run = async request => await request.WriteAsync(
                await request.Operations.ListItemsAsync(
                    QueryOf(request), request.Page() with { FileNames = request.Truth("fileNames") }, request.Aborted),
                ViaductJson.Default.ItemPage),
        },
        new()
        {
            Name = "getItem", Method = HttpMethods.Get, Path = Path + "/{id}", Places = [Id],
            Result = typeof(MessageView), Summary = "An open item with its message: context and parts.",
            Problems = [ProblemCodes.NotFound],
            Run = async request => await request.WriteAsync(
                await request.Operations.GetItemAsync(request.PlaceId("id"), request.Aborted),
                ViaductJson.Default.MessageView),
        },
        new()
        {
            Name = "getPart", Method = HttpMethods.Get, Path = Path + "/{id}/parts/{part}",
            Places = [Id, new("part", "The part, counted from 1; the first is the body.", "integer")],
            ResultMediaType = "application/octet-stream", Summary = "The bytes of a part of a message.",
            Problems = [ProblemCodes.NotFound], IsStream = true,
            Run = async request => await request.WriteAsync(
                await request.Operations.OpenPartAsync(
                    request.PlaceId("id"), PartOf(request.Place("part")), request.Aborted),
                "application/octet-stream", "part.bin"),
        },
        Change(
            ItemActions.Resume, "resumeItem",
            "Makes a suspended item wait, due at once; servers take it by themselves."),
        Change(
            ItemActions.Terminate, "terminateItem",
            "Deletes a suspended or waiting item for good; the tracking tells of it."),
    ];

    private static ApiCall Change(string action, string name, string summary) => new()
    {
        Name = name, Method = HttpMethods.Put, Path = $"{Path}/{{id}}/{action}", Places = [Id],
        Result = typeof(ItemChange), Summary = summary, Problems = [ProblemCodes.NotFound],
        Details = "Doing so again changes nothing, and says so. The body is empty; the media type is named all the "
            + "same.",
        Run = async request => await request.WriteAsync(
            await request.Operations.ChangeItemAsync(request.PlaceId("id"), action, request.Aborted),
            ViaductJson.Default.ItemChange),
    };

    private static ItemQuery QueryOf(ApiRequest request) => new()
    {
        States = request.Texts("state") is { Count: > 0 } states ? states : null, Port = request.Text("port"),
        Code = request.Text("code"), MessageId = request.Id("message"), InterchangeId = request.Id("interchange"),
        Text = request.Text("text"), Property = request.Text("property"), From = request.Time("from"),
        To = request.Time("to"),
    };

    private static int PartOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int part) ? part : 0;
}
