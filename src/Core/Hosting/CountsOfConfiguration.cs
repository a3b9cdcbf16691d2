using Viaduct.Core.Model;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Lets the counts of all endpoints be seen before anything has happened there: what appears with its first event
/// cannot be seen to rise.
/// </summary>
internal static class CountsOfConfiguration
{
    /// <summary>Begins those of a configuration.</summary>
    public static void Begin(RuntimeFigures figures, GroupModel model)
    {
        foreach (var location in model.ReceivePorts.SelectMany(static port => port.Locations))
        {
            figures.Sent.Begin(location.Name);
            foreach (string outcome in new[] { "published", "suspended" })
                figures.Interchanges.Begin(location.Name, outcome);
        }

        foreach (var port in model.SendPorts)
        {
            figures.Consumed.Begin(port.Name);
            if (port.IsTwoWay) figures.Sent.Begin(port.Name);
        }
    }
}
