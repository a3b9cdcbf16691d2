using Viaduct.Core.Adapters;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>
/// Warns of two enabled locations with different addresses that may take the same item, as two masks on one folder.
/// </summary>
internal sealed class CompetitionValidator(IReadOnlyList<IReceiveAdapter> adapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var adapter in adapters)
        {
            ReceiveLocationDraft[] locations =
                [.. draft.Locations.Where(l => l.Config.Enabled && l.Endpoint?.Adapter == adapter.Name)];
            for (int i = 1; i < locations.Length; i++)
            {
                var rival = locations.Take(i).FirstOrDefault(other => Compete(adapter, other, locations[i]));
                if (rival is not null) Tell(rival, locations[i], problems);
            }
        }
    }

    // Those with the same address are told as a mistake already.
    private static bool Compete(IReceiveAdapter adapter, ReceiveLocationDraft one, ReceiveLocationDraft other) =>
        one.Endpoint!.Address != other.Endpoint!.Address
        && adapter.MayTakeSame(one.Endpoint.Options, other.Endpoint.Options);

    private static void Tell(ReceiveLocationDraft one, ReceiveLocationDraft other, ConfigurationProblems problems) =>
        problems.Warning(other.Config.Source.PlaceOf(other.Endpoint!.Adapter),
            $"The receive locations {WrittenName.Show(one.Config.Name)} and {WrittenName.Show(other.Config.Name)} may "
            + "compete for the same items.",
            $"One receives from {one.Endpoint!.Address}, the other from {other.Endpoint.Address}: what fits both goes "
            + "to one of them by chance.",
            "Let their addresses have nothing in common, remove one, or write enabled: false.");
}
