using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>A row of the ports: what is configured, and what happens there now.</summary>
internal sealed record PortRow
{
    /// <summary>The location or send port.</summary>
    public required string Name { get; init; }

    /// <summary>True for a receive location.</summary>
    public required bool Receives { get; init; }

    /// <summary>Its host; empty before the first status.</summary>
    public string Host { get; init; } = "";

    /// <summary>What it does, one of <see cref="PortStates"/>; empty before the first status.</summary>
    public string State { get; init; } = "";

    /// <summary>Messages a second.</summary>
    public double Rate { get; init; }

    /// <summary>Failures a second.</summary>
    public double Failures { get; init; }

    /// <summary>How long deliveries take; null if there were none.</summary>
    public LiveTimes? Times { get; init; }

    /// <summary>Commits that it is behind, and items that are tried again.</summary>
    public long Backlog { get; init; }

    /// <summary>Suspended messages.</summary>
    public long Suspended { get; init; }

    /// <summary>The state of one that does not work on a server, although it should.</summary>
    public const string Trouble = "trouble";

    /// <summary>True if it does what ports do.</summary>
    public bool Works => State is "" or PortStates.Started or PortStates.Enabled;

    /// <summary>The rows of a view, in its order.</summary>
    public static IReadOnlyList<PortRow> Of(TopView view)
    {
        var figures = (view.Figures?.Ports ?? []).ToDictionary(port => port.Name, StringComparer.Ordinal);
        var rows = new List<PortRow>();
        foreach (var location in view.Status?.Locations ?? [])
            rows.Add(new PortRow
            {
                Name = location.Name, Receives = true, Host = location.Host,
                State = StateOf(
                    location.Enabled ? PortStates.Enabled : PortStates.Disabled, location.Troubles),
                Suspended = location.Suspended,
            });
        foreach (var port in view.Status?.Ports ?? [])
            rows.Add(new PortRow
            {
                Name = port.Name, Receives = false, Host = port.Host, State = StateOf(port.State, port.Troubles),
                Suspended = port.Suspended,
                Backlog = port.Waiting + (port.Behind ?? 0),
            });
        // What the status does not know yet.
        foreach (string name in figures.Keys.Except(rows.Select(row => row.Name), StringComparer.Ordinal).ToList())
            rows.Add(new PortRow { Name = name, Receives = figures[name].SentPerSecond == 0 });
        var busy = rows.Select(row => figures.TryGetValue(row.Name, out var port) ? With(row, port) : row);
        return [.. Ordered(busy, view.Sort)];
    }

    private static string StateOf(string state, IReadOnlyList<TroubleStatus> troubles) =>
        troubles.Count == 0 ? state : Trouble;

    private static PortRow With(PortRow row, PortFigures port) => row with
    {
        Rate = row.Receives ? port.ReceivedPerSecond : port.SentPerSecond, Failures = port.FailuresPerSecond,
        Times = port.Times,
    };

    private static IEnumerable<PortRow> Ordered(IEnumerable<PortRow> rows, TopSort sort) => (sort switch
    {
        TopSort.Name => rows.OrderBy(_ => 0),
        TopSort.Errors => rows.OrderByDescending(row => row.Failures).ThenByDescending(row => row.Suspended),
        TopSort.Time => rows.OrderByDescending(row => row.Times?.P99 ?? 0),
        TopSort.Backlog => rows.OrderByDescending(row => row.Backlog),
        TopSort.Suspended => rows.OrderByDescending(row => row.Suspended),
        _ => rows.OrderByDescending(row => row.Rate),
    }).ThenBy(row => row.Name, StringComparer.Ordinal);
}
