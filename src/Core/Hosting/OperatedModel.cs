using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>Puts what operators say over what the configuration says (rule 58). Pure.</summary>
public static class OperatedModel
{
    /// <summary>The model as it is to run; the same one if nothing was said of what it has.</summary>
    /// <param name="model">What the configuration says.</param>
    /// <param name="operated">What operators say.</param>
    public static GroupModel Of(GroupModel model, IReadOnlyList<OperatedPort> operated)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(operated);
        if (operated.Count == 0) return model;
        var ports = operated.Where(port => !port.IsLocation)
            .ToDictionary(port => port.Name, port => StateOf(port.Word), StringComparer.Ordinal);
        var locations = operated.Where(port => port.IsLocation)
            .ToDictionary(port => port.Name, port => port.Word == PortWord.Enabled, StringComparer.Ordinal);
        return model with
        {
            Applications = [.. model.Applications.Select(application => Of(application, ports, locations))],
        };
    }

    /// <summary>What a send port does by a word.</summary>
    public static SendPortState StateOf(PortWord word) => word switch
    {
        PortWord.Started => SendPortState.Started,
        PortWord.Stopped => SendPortState.Stopped,
        _ => SendPortState.Unenlisted,
    };

    private static ApplicationModel Of(
        ApplicationModel application, Dictionary<string, SendPortState> ports, Dictionary<string, bool> locations) =>
        application with
        {
            SendPorts =
            [
                .. application.SendPorts.Select(port =>
                    port with { State = ports.GetValueOrDefault(port.Name, port.State) }),
            ],
            ReceivePorts =
            [
                .. application.ReceivePorts.Select(port => port with
                {
                    Locations =
                    [
                        .. port.Locations.Select(location => location with
                        {
                            Enabled = locations.GetValueOrDefault(location.Name, location.Enabled),
                        }),
                    ],
                }),
            ],
        };
}
