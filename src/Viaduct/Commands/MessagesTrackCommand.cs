using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct messages track</c>.</summary>
internal static class MessagesTrackCommand
{
    private static readonly Option<Guid?> Message = new Option<Guid?>("--message")
    {
        HelpName = "ID", Description = "The way of this message, by its own id or that of its suspended item.",
    }.TakesId();

    private static readonly Option<Guid?> Interchange = new Option<Guid?>("--interchange")
    {
        HelpName = "ID", Description = "The ways of all messages of this interchange.",
    }.TakesId();

    private static readonly Option<string?> Port = new("--port")
    {
        HelpName = "NAME", Description = "What happened at this receive location or send port.",
    };

    private static readonly Option<string?> Property = new("--property")
    {
        HelpName = "NAME=VALUE",
        Description = "Messages that were published with this value of a tracked property; NAME as in filters, a local "
            + "name alone, or NAMESPACE#NAME. VALUE* stands for all that begin like it.",
    };

    private static readonly Option<string[]> Kind = new Option<string[]>("--kind")
    {
        HelpName = "KIND", AllowMultipleArgumentsPerToken = false,
        Description = $"Only what happened so: {string.Join(", ", TrackedKinds.All)}. May be given several times.",
    }.AcceptWords(TrackedKinds.All, "kind");

    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "TIME",
        Description = "Only at this time or later: 2026-01-31T10:00:00Z, or 15m, 2h, 3d for so long ago.",
    };

    private static readonly Option<string?> To = new("--to")
    {
        HelpName = "TIME", Description = "Only at this time or earlier.",
    };

    private static readonly Option<int> Limit = new("--limit")
    {
        HelpName = "N", Description = "Show at most this many events: the newest, unless --oldest is given.",
        DefaultValueFactory = _ => 1_000,
    };

    private static readonly Option<bool> Oldest = new("--oldest")
    {
        Description = "If there are more than --limit, show the oldest.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("track", "Find the way of messages.")
    {
        Details = "Received, published and to whom, sent, failed, suspended, resumed, terminated: by message, "
            + "interchange, port, property, kind and time. In the order of time; of very many, the newest.",
        Examples =
        [
            "viaduct messages track --message 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77",
            "viaduct messages track --port to-erp --from 15m",
            "viaduct messages track --property Order.Id=4711",
        ],
    }.With(Message, Interchange, Port, Property, Kind, From, To, Limit, Oldest).WithGroup().Does(TrackAsync);

    private static async Task<ExitCode> TrackAsync(CommandCall call)
    {
        var search = new TrackingSearch
        {
            MessageId = call.Get(Message), InterchangeId = call.Get(Interchange), Port = call.Get(Port),
            Property = call.Get(Property), Kinds = call.Get(Kind) is { Length: > 0 } kinds ? kinds : null,
            From = TimeText.Read(call.Get(From), "--from"), To = TimeText.Read(call.Get(To), "--to"),
        };
        if (search == new TrackingSearch())
            throw new CommandFailedException(
                ExitCode.BadUsage, "Whose way? Give --message, --interchange, --port, --property, --kind, --from or "
                + "--to.");
        bool oldest = call.Get(Oldest);
        await using var group = await GroupAccess.OpenAsync(call);
        search = search with
        {
            MessageId = search.MessageId is { } id
                ? await MessageText.IdOfAsync(group.Operations, id, call)
                : null,
            Newest = !oldest,
        };
        int limit = Math.Clamp(call.Get(Limit), 1, WayText.EventsMax);
        var (events, more) = await WayText.FindAsync(group.Operations, search, limit, call.Stop);
        if (events.Count == 0) await NameCheck.WarnAsync(group.Operations, search.Port, null, call);
        WayText.Write(events, call.Output);
        if (events.Count == 0 && search.Property is { } property && !property.EndsWith('*'))
            call.Output.Line($"Values are those that messages have, digit by digit: '{property}*' finds longer ones.");
        if (more)
            call.Output.Line($"{(oldest ? "Newer" : "Older")} events are left out: raise --limit, narrow the filter, "
                + $"or {(oldest ? "leave --oldest out" : "add --oldest")} to see the other end.");
        call.Output.Object(new { events, more });
        return ExitCode.Ok;
    }
}
