using System.CommandLine;
using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Hosting;
using Viaduct.Core.Track;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages show</c>.</summary>
internal static class MessagesShowCommand
{
    private static readonly Argument<Guid> Id = new Argument<Guid>("ID")
    {
        Description = "The item, by the id that 'viaduct messages list' shows.",
    }.TakesId();

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("show", "Show a suspended or waiting message.")
    {
        Details = "Why it is there, what was tried, its properties and parts, and its way.",
        Examples = ["viaduct messages show 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77"],
    }.With(Id, SharedOptions.Store).Does(ShowAsync);

    private static async Task<ExitCode> ShowAsync(CommandCall call)
    {
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, _) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var id = call.Get(Id);
        var found = await new OpenItemActions(store, TimeProvider.System).ReadAsync(id, call.Stop)
            ?? throw new CommandFailedException(
                ExitCode.Problem,
                $"There is no item {id}: it may have been completed or terminated. 'viaduct messages list' shows those "
                + "that are there, 'viaduct messages track' the way of a message.");
        var view = MessageView.Of(found.Item, found.Message);
        var filter = new TrackingFilter { MessageId = view.Item.MessageId };
        var (way, _) = await WayText.ReadOldestAsync(
            new TrackingQuery(store.Tracking), filter, int.MaxValue, call.Stop);
        Write(view, way, call.Output);
        call.Output.Object(new { view.Item, view.Context, view.Parts, way });
        return ExitCode.Ok;
    }

    private static void Write(MessageView view, IReadOnlyList<TrackEvent> way, CommandOutput output)
    {
        var item = view.Item;
        output.Line($"{item.Id}  {Words.Of(item.State)} at {item.Port} since {TextTable.Time(item.ChangedAt)}");
        output.Line($"message {item.MessageId} of interchange {item.InterchangeId}");
        if (item.MessageType is { } type) output.Line($"type {type}");
        output.Line($"attempts {item.Attempts}{(item.Due is { } due ? $", next {TextTable.Time(due)}" : "")}");
        if (item.FailureText is { } failure) output.Line($"\n{failure}");
        if (item.Report is { } report) output.Line($"\n{report.TrimEnd()}");
        output.Line();
        var context = new TextTable("property", "value", "", "namespace");
        foreach (var property in view.Context)
            context.Add(property.Name, property.Value, property.Promoted ? "promoted" : "", property.Namespace);
        context.WriteTo(output);
        output.Line();
        var parts = new TextTable("part", "bytes", "content type");
        foreach (var part in view.Parts) parts.Add(part.Name, part.Bytes, part.ContentType);
        parts.WriteTo(output);
        output.Line();
        WayText.Write(way, output);
        output.Line($"\nSave its bytes with 'viaduct messages save {item.Id}'.");
    }
}
