using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>The status of a group as text.</summary>
internal static class StatusText
{
    private const int AddressMax = 60;

    /// <summary>Writes it.</summary>
    public static void Write(GroupStatus status, CommandOutput output)
    {
        var size = status.Size;
        output.Line($"Group {status.Group} on {status.Store}");
        output.Line($"Store {Words.Bytes(size.Bytes)}: {Words.Count(size.Segments, "segment")} in the log, "
            + $"{Words.Count(size.OpenItems, "open item")}, {Words.Count(size.Receipts, "receipt")}, "
            + Words.Count(size.TrackingRows, "tracking row"));
        output.Line(status.Configuration is { } configuration
            ? $"Configuration {configuration.Hash[..12]}, applied {TextTable.Time(configuration.AppliedAt)}"
            : "No configuration: apply one with 'viaduct apply DIR'.");
        if (status.Trial is { } trial)
            output.Line($"Trial {trial.Number} of configuration {trial.Hash[..12]}: see 'viaduct trial show'");
        if (status.Configuration?.Problem is { } problem) output.Line($"It cannot be shown: {problem}");
        Servers(status, output);
        Clusters(status, output);
        Readers(status, output);
        Locations(status, output);
        Ports(status, output);
        TroubleText.Write(status, output);
        Items(status, output);
    }

    private static void Servers(GroupStatus status, CommandOutput output)
    {
        output.Line();
        if (status.Servers.Count == 0)
        {
            output.Line("No server runs: start one with 'viaduct run'.");
            return;
        }

        var table = new TextTable("server", "state", "machine", "process", "session", "since");
        foreach (var server in status.Servers)
            table.Add(
                server.Name, server.State, server.Machine, server.ProcessId.ToString(),
                server.Session.ToString(), server.StartedAt);
        table.WriteTo(output);
    }

    private static void Clusters(GroupStatus status, CommandOutput output)
    {
        if (status.Clusters.Count == 0) return;
        output.Line();
        ClusterText.Write(status.Clusters, output);
    }

    private static void Readers(GroupStatus status, CommandOutput output)
    {
        if (status.Readers.Count == 0) return;
        output.Line();
        var table = new TextTable("reader", "lanes", "lag", "lag at most in a lane");
        foreach (var sum in status.ReaderSums) table.Add(sum.Reader, sum.Lanes, sum.Lag, sum.LagMax);
        table.WriteTo(output);
    }

    private static void Locations(GroupStatus status, CommandOutput output)
    {
        if (status.Locations.Count == 0) return;
        output.Line();
        var table = new TextTable("receive location", "port", "host", "state", "suspended", "address");
        foreach (var location in status.Locations)
            table.Add(
                location.Name, location.Port, location.Host,
                State(
                    location.Enabled ? PortStates.Enabled : PortStates.Disabled, location.Configured,
                    location.Troubles),
                location.Suspended, SafeText.Short($"{location.Adapter} {location.Address}", AddressMax));
        table.WriteTo(output);
    }

    private static void Ports(GroupStatus status, CommandOutput output)
    {
        if (status.Ports.Count == 0) return;
        output.Line();
        var table = new TextTable("send port", "host", "state", "behind", "retrying", "suspended", "address");
        foreach (var port in status.Ports)
            table.Add(
                port.Name, port.Host, State(port.State, port.Configured, port.Troubles), port.Behind,
                port.Waiting, port.Suspended,
                SafeText.Short($"{port.Adapter} {port.Address}", AddressMax));
        table.WriteTo(output);
        if (status.Ports.Any(port => port.Behind > 0))
            output.Line("BEHIND: in so many commits of the log messages for the port may wait; it works them in turn.");
    }

    private static string State(string state, string? configured, IReadOnlyList<TroubleStatus> troubles) =>
        TroubleText.Marked(
            configured is null || configured == state ? state : $"{state} (configured: {configured})", troubles);

    private static void Items(GroupStatus status, CommandOutput output)
    {
        if (status.OpenItems.Count == 0) return;
        output.Line();
        var table = new TextTable("open items", "state", "port", "failure");
        foreach (var count in status.OpenItems.OrderByDescending(count => count.Items))
            table.Add(count.Items, count.State, count.Port, count.FailureCode);
        table.WriteTo(output);
        output.Line("Look at them with 'viaduct messages list'.");
    }
}
