using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>What one server runs of a group: only the receive locations of hosts that receive there. Pure.</summary>
internal static class PlacedModel
{
    /// <summary>The model as it is to run on the server; the same one if all runs there.</summary>
    /// <param name="model">What the group runs.</param>
    /// <param name="receives">Tells whether a host receives on this server.</param>
    /// <param name="isInward">
    /// Tells whether an adapter's items come from send ports of this process alone; those must find their location.
    /// </param>
    public static GroupModel Of(GroupModel model, Func<string, bool> receives, Func<string, bool> isInward)
    {
        if (model.Hosts.All(host => receives(host.Name))) return model;
        return model with { Applications = [.. model.Applications.Select(application => Of(application, Runs))] };

        bool Runs(ReceiveLocationModel location) => receives(location.Host) || isInward(location.Endpoint.Adapter);
    }

    private static ApplicationModel Of(ApplicationModel application, Func<ReceiveLocationModel, bool> runs) =>
        application with
        {
            ReceivePorts =
            [
                .. application.ReceivePorts.Select(port => port with
                {
                    Locations =
                    [
                        .. port.Locations.Select(
                            location => runs(location) ? location : location with { Enabled = false }),
                    ],
                }),
            ],
        };
}
