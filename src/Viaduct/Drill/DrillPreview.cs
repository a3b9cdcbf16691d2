using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>Says what a drill is going to touch, and for how long.</summary>
internal static class DrillPreview
{
    /// <summary>Writes it, in sentences.</summary>
    public static IReadOnlyList<string> Write(DrillScene scene, DrillOptions options)
    {
        var lines = new List<string>
        {
            $"Group '{scene.Status.Group}' on {scene.Status.Store}: "
                + $"{Words.Count(scene.Status.Servers.Count(server => server.Alive), "server")} alive, configuration "
                + $"{scene.Status.Configuration!.Hash[..12]}.",
            Fault(scene, options),
        };
        if (scene.Sufferer is { } sufferer) lines.AddRange(Touched(scene, sufferer.Server.Server));
        lines.Add(
            $"The application '{ProbeApplication.Name}' is applied on all servers, with a FILE location and an HTTP "
            + $"send port in host '{scene.Host}', and removed again at the end. Do not apply anything else meanwhile.");
        lines.Add(
            $"{options.Rate:N0} small messages a second go through it, with {Words.Count(options.Keys, "key")}: for "
            + $"{Seconds(options.Before)} before the failure, and at least {Seconds(options.After)} after it is over.");
        lines.Add(options.Kind == FaultKinds.StoreFailover
            ? "Viaduct touches no process of the database; what the command does is yours."
            : "The database's processes are not touched.");
        return lines;
    }

    private static string Fault(DrillScene scene, DrillOptions options) => options.Kind switch
    {
        FaultKinds.Kill =>
            $"Server '{options.Server}' (process {scene.Sufferer!.Server.ProcessId} on "
            + $"{scene.Sufferer.Server.Machine}) is ended as by SIGKILL. Nobody starts it again but your service "
            + "manager.",
        FaultKinds.Hang =>
            $"Server '{options.Server}' (process {scene.Sufferer!.Server.ProcessId} on "
            + $"{scene.Sufferer.Server.Machine}) stands still for {Seconds(scene.Duration)}, and goes on by itself, "
            + "whatever becomes of this drill. Nothing ends that sooner but a SIGCONT by hand.",
        FaultKinds.Partition =>
            $"Server '{options.Server}' (process {scene.Sufferer!.Server.ProcessId} on "
            + $"{scene.Sufferer.Server.Machine}) hears nothing from the store for {Seconds(scene.Duration)}, opens no "
            + "connection to it, and reaches it again by itself, whatever becomes of this drill.",
        FaultKinds.StoreOutage =>
            $"All servers ({string.Join(", ", scene.Sufferers.Select(one => $"'{one.Server.Server}'"))}) hear nothing "
            + $"from the store for {Seconds(scene.Duration)}: all hosts pause, calls are answered with 503, and all of "
            + "it goes on by itself, whatever becomes of this drill.",
        FaultKinds.StoreFailover =>
            $"This machine runs the command: {options.Command}. It is to make another node of the database the "
            + "primary, and to end with 0 when that takes writes. Nothing of what it does is undone. All hosts "
            + "pause meanwhile, and calls are answered with 503.",
        _ =>
            $"The far side of this drill's messages is away for {Seconds(scene.Duration)}. No other endpoint is "
            + "touched.",
    };

    private static IEnumerable<string> Touched(DrillScene scene, string server)
    {
        var status = scene.Status;
        string ports = string.Join(
            ", ", status.Hosts.Select(host =>
                $"{host.Name} ({Words.Count(host.Locations.Count, "location")}, "
                + $"{Words.Count(host.SendPorts.Count, "send port")})"));
        yield return scene.ExpectsTakeOver
            ? $"What '{server}' owns of the hosts {ports} is taken over by the others: within a quarter of a second "
                + $"if its process is dead, after the lease of {Seconds(scene.Lease)} if it is not. That long its "
                + "messages wait, and calls that it answers are broken off."
            : $"Nobody takes over from '{server}', since it fails for less than the lease of "
                + $"{Seconds(scene.Lease)}; what it owns of the hosts {ports} waits that long.";
        int alive = status.Servers.Count(one => one.Alive && one.Name != server);
        if (alive == 0) yield return "WARNING: no other server is alive, and nobody will take over.";
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds:0.###} s";
}
