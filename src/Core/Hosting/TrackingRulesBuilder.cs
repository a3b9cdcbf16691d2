using System.Collections.Frozen;
using Viaduct.Core.Model;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting;

/// <summary>Makes what a configuration wants tracked, with the store's numbers for retention classes.</summary>
internal static class TrackingRulesBuilder
{
    /// <summary>Makes the rules.</summary>
    /// <param name="model">The configuration.</param>
    /// <param name="active">The numbers.</param>
    /// <param name="keep">How long the default class keeps what is tracked, if nobody says it.</param>
    public static TrackingRules Build(GroupModel model, ActiveConfiguration active, TimeSpan keep)
    {
        var classes = active.Retention.ToDictionary(row => row.Name, StringComparer.Ordinal);
        return new TrackingRules(
            Of(TrackModel.Default),
            model.ReceivePorts.SelectMany(port => port.Locations)
                .Select(location => KeyValuePair.Create(location.Name, Of(location.Track))),
            model.SendPorts.Select(port => KeyValuePair.Create(port.Name, Of(port.Track))));

        PortTracking Of(TrackModel track)
        {
            var row = classes.GetValueOrDefault(track.Retention);
            return new PortTracking(row?.Number ?? 0, row?.Keep ?? keep)
            {
                Before = track.Before, After = track.After,
                Properties = track.Properties?.ToFrozenSet(),
            };
        }
    }
}
