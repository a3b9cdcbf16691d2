using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>The way of messages, from the tracking.</summary>
internal static class WayText
{
    private const int TextMax = 100;

    // Servers store what they track a little later than each other: so many more are looked at to find the newest.
    private const int LookedAtMore = 1_000;

    /// <summary>The most events of a way.</summary>
    public const int EventsMax = 1_000_000;

    /// <summary>The first or newest events that fit, in the order of time; and whether there are more.</summary>
    public static async Task<(IReadOnlyList<TrackedEvent> Events, bool More)> FindAsync(
        IGroupOperations operations, TrackingSearch search, int eventsMax, CancellationToken cancellationToken)
    {
        var found = new List<TrackedEvent>();
        string? after = null;
        do
        {
            var options = new PageOptions { Limit = PageOptions.LimitMax, After = after };
            var page = await operations.FindEventsAsync(search, options, cancellationToken);
            found.AddRange(page.Events);
            after = page.Next;
        }
        while (after is not null && found.Count < eventsMax + LookedAtMore);

        if (search.Newest) found.Reverse();
        // Stable: what happened in the same moment stays in the order in which it was stored.
        TrackedEvent[] ordered = [.. found.OrderBy(e => e.At)];
        bool more = after is not null || found.Count > eventsMax;
        return (search.Newest ? [.. ordered.TakeLast(eventsMax)] : [.. ordered.Take(eventsMax)], more);
    }

    /// <summary>Writes them.</summary>
    public static void Write(IReadOnlyList<TrackedEvent> events, CommandOutput output)
    {
        if (events.Count == 0)
        {
            output.Line("No event is tracked for it (yet: they are stored a little later).");
            return;
        }

        var table = new TextTable("time", "event", "port", "message", "what");
        foreach (var e in events) table.Add(e.At, e.Kind, e.Port, e.MessageId, What(e));
        table.WriteTo(output);
    }

    private static string What(TrackedEvent e) => e.Kind switch
    {
        "published" when e.RoutedTo.Count == 0 => "to nobody",
        "published" =>
            $"to {string.Join(", ", e.RoutedTo)}{(e.Mapped ? ", mapped" : "")}, {Words.Bytes(e.Bytes)}",
        "body" => $"{e.Place}, {Words.Bytes(e.Bytes)}",
        _ => SafeText.Short(e.FailureText ?? e.FailureCode, TextMax),
    };
}
