using Viaduct.Cli.CommandLine;
using Viaduct.Client;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;

namespace Viaduct.Cli.Commands;

/// <summary>Tells whoever finds nothing that a name in the filter is one that nobody knows.</summary>
internal static class NameCheck
{
    /// <summary>Warns of a port or failure code that is neither configured, built in, nor at any open item.</summary>
    public static async Task WarnAsync(IGroupOperations operations, string? port, string? code, CommandCall call)
    {
        if (port is null && code is null) return;
        var status = await operations.GetStatusAsync(call.Stop);
        if (port is not null)
            Warn(
                "port", port,
                [
                    .. status.Ports.Select(one => one.Name), .. status.Locations.Select(one => one.Name),
                    .. status.OpenItems.Select(count => count.Port),
                ],
                call);
        if (code is not null)
            Warn("code", code, [.. FailureCodes.All, .. status.OpenItems.Select(one => one.FailureCode ?? "")], call);
    }

    private static void Warn(string option, string name, IReadOnlyCollection<string> known, CommandCall call)
    {
        if (known.Contains(name, StringComparer.Ordinal)) return;
        string what = option == "port" ? "No send port or receive location" : "No failure code";
        string near = Spelling.Nearest(name, known) is { } nearest ? $" Is '{nearest}' meant?" : "";
        call.Output.Note($"warning: --{option} {name}: {what} has this name.{near}");
    }
}
