using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>
/// Finds items whose port or location the configuration does not have: resumed, they would only be suspended again.
/// </summary>
/// <param name="model">The active configuration; null if this version cannot read it: its servers decide.</param>
internal sealed class ResumeCheck(GroupModel? model)
{
    private const string Again = "Configure it again and apply, or terminate the item.";

    /// <summary>Why the item cannot go on, or null.</summary>
    public string? Refusal(OpenItemRow item)
    {
        if (model is null || item.State != OpenItemState.Suspended) return null;
        if (item.Kind == OpenItemKind.Send)
            return model.SendPorts.Any(port => port.Name == item.Port)
                ? null
                : $"the send port '{item.Port}' is not configured. {Again}";
        if (item.Kind != OpenItemKind.Receive) return null;
        var location = model.ReceivePorts.SelectMany(port => port.Locations)
            .FirstOrDefault(location => location.Name == item.Port);
        if (location is { Enabled: true }) return null;
        return location is null
            ? $"the receive location '{item.Port}' is not configured. {Again}"
            : $"the receive location '{item.Port}' is disabled. Enable it and apply.";
    }
}
