using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary>
/// Finds items whose port or location the configuration does not have: resumed, they would only be suspended again.
/// </summary>
internal sealed class ResumeCheck
{
    private const string Again = "Configure it again and apply, or terminate the item.";

    private readonly GroupModel? _model;

    private ResumeCheck(GroupModel? model) => _model = model;

    /// <summary>A check by the active configuration.</summary>
    public static async Task<ResumeCheck> OfAsync(IStore store, CancellationToken cancellationToken)
    {
        var active = await store.Configuration.GetActiveAsync(cancellationToken);
        byte[]? package = active is null
            ? null
            : await store.Configuration.GetPackageAsync(active.Hash, cancellationToken);
        if (package is null) return new ResumeCheck(null);
        try
        {
            return new ResumeCheck(new ConfigurationLoader(ViaductCatalog.All).Load(package).Model);
        }
        catch (ComponentConfigurationException)
        {
            // Another version's, which its servers know: they decide.
            return new ResumeCheck(null);
        }
    }

    /// <summary>Why the item cannot go on, or null.</summary>
    public string? Refusal(OpenItemRow item)
    {
        if (_model is null || item.State != OpenItemState.Suspended) return null;
        if (item.Kind == OpenItemKind.Send)
            return _model.SendPorts.Any(port => port.Name == item.Port)
                ? null
                : $"the send port '{item.Port}' is not configured. {Again}";
        if (item.Kind != OpenItemKind.Receive) return null;
        var location = _model.ReceivePorts.SelectMany(port => port.Locations)
            .FirstOrDefault(location => location.Name == item.Port);
        if (location is { Enabled: true }) return null;
        return location is null
            ? $"the receive location '{item.Port}' is not configured. {Again}"
            : $"the receive location '{item.Port}' is disabled. Enable it and apply.";
    }
}
