using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>What a drill finds before it touches anything, and what it will touch.</summary>
internal sealed record DrillScene
{
    private static readonly TimeSpan OutageUsual = TimeSpan.FromSeconds(5);

    /// <summary>How the group is.</summary>
    public required GroupStatus Status { get; init; }

    /// <summary>The server that is to suffer; null if none is.</summary>
    public required DrillMember? Sufferer { get; init; }

    /// <summary>The servers that are asked to fail; one of them, all or none.</summary>
    public required IReadOnlyList<DrillMember> Sufferers { get; init; }

    /// <summary>The host of the probe's ports.</summary>
    public required string Host { get; init; }

    /// <summary>How long the failure lasts; zero if nobody ends it.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long an owner that shows no sign of life keeps what it owns.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>What it will touch, in sentences.</summary>
    public required IReadOnlyList<string> Preview { get; init; }

    /// <summary>True if others must take over from the server.</summary>
    public bool ExpectsTakeOver => Sufferer is not null && (Duration == TimeSpan.Zero || Duration > Lease);

    /// <summary>Looks at the group; touches nothing.</summary>
    /// <exception cref="CommandFailedException">The drill cannot be carried out.</exception>
    public static async Task<DrillScene> ReadAsync(
        DrillGroup group, DrillOptions options, CancellationToken cancellationToken)
    {
        var status = await group.Others.GetStatusAsync(cancellationToken);
        if (status.Configuration is null)
            throw Refuse("The group has no configuration yet.");
        if (status.Trial is not null)
            throw Refuse(
                "A trial of a version is under way, and the application of a drill would end it: accept or withdraw "
                + "it first.");
        if (status.Locations.Any(location => location.Name == ProbeApplication.Location))
            throw ProbeApplication.Refuse();
        var sufferer = options.Server.Length == 0 ? null : group.Find(options.Server);
        IReadOnlyList<DrillMember> sufferers = sufferer is not null ? [sufferer]
            : options.Kind == FaultKinds.StoreOutage ? group.Members : [];
        CheckKinds(sufferers, status, options);
        CheckMachines(status, options);
        var lease = TimeSpan.FromMilliseconds(group.Members.Max(member => member.Server.LeaseMs));
        var scene = new DrillScene
        {
            Status = status, Sufferer = sufferer, Sufferers = sufferers, Host = HostOf(status, options.Host),
            Lease = lease, Preview = [],
            Duration = options.Kind switch
            {
                FaultKinds.Kill or FaultKinds.StoreFailover => TimeSpan.Zero,
                FaultKinds.Hang or FaultKinds.Partition => options.For ?? 2 * lease,
                _ => options.For ?? OutageUsual,
            },
        };
        return scene with { Preview = DrillPreview.Write(scene, options) };
    }

    private static void CheckKinds(
        IReadOnlyList<DrillMember> sufferers, GroupStatus status, DrillOptions options)
    {
        bool isFile = status.Store.StartsWith("sqlite:", StringComparison.Ordinal);
        if (isFile && options.Kind is (FaultKinds.Partition or FaultKinds.StoreOutage or FaultKinds.StoreFailover))
            throw Refuse(
                $"The store is a SQLite file: nothing lies between it and a server that '{options.Kind}' could take "
                + "away. 'viaduct drill kill' and 'hang' show what its group does.");
        var unable = sufferers.FirstOrDefault(
            one => !one.Server.Kinds.Contains(options.Kind, StringComparer.Ordinal));
        if (unable is not null)
            throw Refuse($"Server '{unable.Server.Server}' cannot suffer '{options.Kind}' on its system.");
        var unnamed = options.Kind != FaultKinds.StoreOutage ? null : status.Servers.FirstOrDefault(
            server => server.Alive && sufferers.All(one => one.Server.Server != server.Name));
        if (unnamed is not null)
            throw Refuse(
                $"Server '{unnamed.Name}' is not among those that --server names, and would take over from all "
                + "others: give the addresses of all servers of the group, with commas between them.");
    }

    // The servers must see the folder and reach the far side, which only the user can know of other machines. One that
    // is away or dead has no part in the drill, and of the former no machine is known.
    private static void CheckMachines(GroupStatus status, DrillOptions options)
    {
        var far = status.Servers.FirstOrDefault(
            server => server.Alive && server.Machine != Environment.MachineName);
        if (far is null || (options.Folder is not null && !System.Net.IPAddress.IsLoopback(options.Listen.Address)))
            return;
        throw new CommandFailedException(
            ExitCode.BadUsage,
            $"Server '{far.Name}' runs on another machine ({far.Machine}): give --folder DIR, a folder that all "
            + "servers see under this path, and --listen IP:PORT, an address of this machine that they reach. Nothing "
            + "was touched.");
    }

    private static string HostOf(GroupStatus status, string? wanted)
    {
        string[] hosts = [.. status.Hosts.Select(host => host.Name)];
        if (wanted is not null)
            return hosts.Contains(wanted, StringComparer.Ordinal)
                ? wanted
                : throw Refuse($"The group has no host '{wanted}' with ports, only {string.Join(", ", hosts)}.");
        return hosts.Length == 1
            ? hosts[0]
            : throw Refuse($"Give --host: the group has {(hosts.Length == 0 ? "none" : string.Join(", ", hosts))}.");
    }

    private static CommandFailedException Refuse(string text) => new(ExitCode.NoStore, $"{text} Nothing was touched.");
}
