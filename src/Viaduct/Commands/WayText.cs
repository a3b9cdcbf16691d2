using Viaduct.Cli.CommandLine;
using Viaduct.Core.Track;

namespace Viaduct.Cli.Commands;

/// <summary>The way of messages, from the tracking.</summary>
internal static class WayText
{
    private const int TextMax = 100;

    /// <summary>The first events that fit, in the order of time; and whether there are more.</summary>
    public static async Task<(IReadOnlyList<TrackEvent> Events, bool More)> ReadOldestAsync(
        TrackingQuery query, TrackingFilter filter, int eventsMax, CancellationToken cancellationToken)
    {
        var events = new List<TrackEvent>();
        bool more = false;
        await foreach (var e in query.FindAsync(filter, cancellationToken))
        {
            more = events.Count == eventsMax;
            if (more) break;
            events.Add(e);
        }

        // Stable: what happened in the same moment stays in the order in which it was stored.
        return ([.. events.OrderBy(e => e.At)], more);
    }

    /// <summary>Writes them.</summary>
    public static void Write(IReadOnlyList<TrackEvent> events, CommandOutput output)
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

    private static string What(TrackEvent e) => e.Kind switch
    {
        TrackEventKind.Published when e.RoutedTo.Count == 0 => "to nobody",
        TrackEventKind.Published =>
            $"to {string.Join(", ", e.RoutedTo)}{(e.Mapped ? ", mapped" : "")}, {Words.Bytes(e.Bytes)}",
        _ => SafeText.Short(e.FailureText ?? e.FailureCode, TextMax),
    };
}
