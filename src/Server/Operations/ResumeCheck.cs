using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>
/// Finds items that are in no state to be resumed, and those whose port or location the configuration does not have:
/// resumed, they would only be suspended again.
/// </summary>
/// <param name="model">The active configuration; null if this version cannot read it: its servers decide.</param>
internal sealed class ResumeCheck(GroupModel? model)
{
    private const string Again = "Configure it again and apply, or terminate the item.";

    /// <summary>Why the item cannot go on, or null.</summary>
    public string? Refusal(OpenItemRow item)
    {
        if (item.State != OpenItemState.Suspended) return OfState(item);
        if (model is null) return null;
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

    private static string OfState(OpenItemRow item) => item.State switch
    {
        OpenItemState.Waiting =>
            "it is not suspended: it waits, and is tried again by itself"
            + $"{(item.Due is { } due ? $" at {due:u}" : "")}.",
        OpenItemState.Active => "it is not suspended: a server works on it.",
        OpenItemState.SuspendedNotResumable =>
            "whoever sent it was told that it failed, so it cannot be resumed. Save it if it matters, "
            + "then terminate it.",
        _ => "it is not suspended.",
    };
}
