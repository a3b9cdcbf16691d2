using Viaduct.Cli.CommandLine;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary>Tells whoever finds nothing that a name in the filter is one that nobody knows.</summary>
internal static class NameCheck
{
    /// <summary>Warns of a port or failure code that is neither configured, built in, nor at any open item.</summary>
    public static async Task WarnAsync(IStore store, OpenItemFilter filter, CommandCall call)
    {
        if (filter.Port is null && filter.FailureCode is null) return;
        var counts = await store.OpenItems.CountAsync(call.Stop);
        if (filter.Port is { } port)
            Warn("port", port, [.. await PortsAsync(store, call.Stop), .. counts.Select(count => count.Port)], call);
        if (filter.FailureCode is { } code)
            Warn("code", code, [.. FailureCodes.All, .. counts.Select(count => count.FailureCode ?? "")], call);
    }

    private static void Warn(string option, string name, IReadOnlyCollection<string> known, CommandCall call)
    {
        if (known.Contains(name, StringComparer.Ordinal)) return;
        string what = option == "port" ? "No send port or receive location" : "No failure code";
        string near = Spelling.Nearest(name, known) is { } nearest ? $" Is '{nearest}' meant?" : "";
        call.Output.Note($"warning: --{option} {name}: {what} has this name.{near}");
    }

    private static async Task<IEnumerable<string>> PortsAsync(IStore store, CancellationToken cancellationToken)
    {
        var active = await store.Configuration.GetActiveAsync(cancellationToken);
        if (active is null) return [];
        byte[]? package = await store.Configuration.GetPackageAsync(active.Hash, cancellationToken);
        if (package is null) return [];
        try
        {
            var model = new ConfigurationLoader(ViaductCatalog.All).Load(package).Model;
            return model.SendPorts.Select(port => port.Name)
                .Concat(model.ReceivePorts.SelectMany(port => port.Locations).Select(location => location.Name));
        }
        catch (ComponentConfigurationException)
        {
            // Another version's: 'viaduct status' says so.
            return [];
        }
    }
}
