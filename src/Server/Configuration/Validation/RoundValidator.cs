using Viaduct.Core.Adapters;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns of a send port that feeds a receive location: its messages may go round for ever.</summary>
internal sealed class RoundValidator(IReadOnlyList<ISendAdapter> adapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var port in draft.SendPorts)
        {
            if (port.Endpoint is not { } exit) continue;
            if (adapters.FirstOrDefault(a => a.Name == exit.Adapter) is not { } adapter) continue;
            foreach (var location in draft.Locations.Where(l => l.Config.Enabled))
            {
                if (location.Endpoint is not { } entry || entry.Adapter != exit.Adapter) continue;
                if (!adapter.MayComeBack(exit.Options, entry.Options)) continue;
                problems.Warning(port.Config.Source.PlaceOf(exit.Adapter),
                    $"What the send port {WrittenName.Show(port.Config.Name)} sends may come in again at the receive "
                    + $"location {WrittenName.Show(location.Config.Name)}.",
                    $"It sends to {exit.Address}, and the location takes {entry.Address}: a message could go round for "
                    + "ever.",
                    "Send to another place, or under names that the location does not take; leave it if a filter ends "
                    + "the round.");
            }
        }
    }
}
