using Viaduct.Client;

namespace Viaduct.Server.Operations;

/// <summary>Says what is wrong with a group, for monitoring.</summary>
public static class StatusCheck
{
    /// <summary>No configuration was ever applied.</summary>
    public const string NoConfiguration = "no-configuration";

    /// <summary>This version cannot read the active configuration.</summary>
    public const string UnreadableConfiguration = "unreadable-configuration";

    /// <summary>Fewer servers are alive than wanted.</summary>
    public const string Servers = "servers";

    /// <summary>More messages are suspended than allowed.</summary>
    public const string Suspended = "suspended";

    /// <summary>A reader lags further than allowed, and no port is stopped for it.</summary>
    public const string Lag = "lag";

    /// <summary>A receive location or send port does not work on a server.</summary>
    public const string Trouble = "trouble";

    /// <summary>What is wrong; empty if nothing is.</summary>
    public static IReadOnlyList<StatusReason> Run(GroupStatus status, StatusCheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(options);
        var reasons = new List<StatusReason>();
        if (status.Configuration is null)
            reasons.Add(new(NoConfiguration, "No configuration: apply one with 'viaduct apply DIR'."));
        else if (status.Configuration.Problem is { } problem)
            reasons.Add(new(UnreadableConfiguration, $"The active configuration cannot be read: {problem}"));
        int alive = status.Servers.Count(server => server.Alive);
        if (alive < options.Servers)
            reasons.Add(new(
                Servers, $"{alive:N0} of at least {options.Servers:N0} servers alive: start one with 'viaduct run'."));
        long suspended = status.OpenItems.Where(count => ItemStates.IsSuspended(count.State)).Sum(count => count.Items);
        if (suspended > options.SuspendedMax)
            reasons.Add(new(
                Suspended,
                $"{suspended:N0} suspended, and {options.SuspendedMax:N0} allowed: see "
                + "'viaduct messages list --state suspended'."));
        foreach (var reader in status.ReaderSums)
            if (reader.Lag > options.LagMax && !IsStopped(reader.Reader, status))
                reasons.Add(new(
                    Lag,
                    $"The reader '{reader.Reader}' lags by {reader.Lag:N0} commits, and {options.LagMax:N0} are "
                    + "allowed: is its far side away, or is the load more than its servers can do?"));
        var troubles = TroublesOf(status);
        if (troubles.Count > options.TroubleMax) reasons.AddRange(troubles);
        return reasons;
    }

    private static List<StatusReason> TroublesOf(GroupStatus status) =>
    [
        .. status.Locations.SelectMany(one => Troubles("receive location", one.Name, one.Troubles)),
        .. status.Ports.SelectMany(one => Troubles("send port", one.Name, one.Troubles)),
    ];

    private static IEnumerable<StatusReason> Troubles(
        string what, string name, IReadOnlyList<TroubleStatus> troubles) =>
        troubles.Select(one => new StatusReason(
            Trouble, $"The {what} '{name}' does not work on server {one.Server}: {one.Text}"));

    private static bool IsStopped(string reader, GroupStatus status) => status.Ports.Any(
        port => port.State != PortStates.Started && reader == StatusReader.DetachedReader(port.Host, port.Name));
}
