using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

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
    }.With(Id).WithGroup().Does(ShowAsync);

    private static async Task<ExitCode> ShowAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var view = await group.Operations.GetItemAsync(call.Get(Id), call.Stop);
        var search = new TrackingSearch { MessageId = view.Item.MessageId };
        var (way, _) = await WayText.FindAsync(group.Operations, search, WayText.EventsMax, call.Stop);
        Write(view, way, call.Output);
        call.Output.Object(new { view.Item, view.Context, view.Parts, way });
        return ExitCode.Ok;
    }

    private static void Write(MessageView view, IReadOnlyList<TrackedEvent> way, CommandOutput output)
    {
        var item = view.Item;
        output.Line($"{item.Id}  {item.State} at {item.Port} since {TextTable.Time(item.ChangedAt)}");
        output.Line($"message {item.MessageId} of interchange {item.InterchangeId}");
        if (item.MessageType is { } type) output.Line($"type {type}");
        output.Line($"attempts {item.Attempts}{(item.Due is { } due ? $", next {TextTable.Time(due)}" : "")}");
        if (ProgressText.Of(item.Progress) is { } progress) output.Line(progress);
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
