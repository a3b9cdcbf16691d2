using Viaduct.Core.Adapters;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>No two enabled locations want what only one can have, as one port with different certificates.</summary>
internal sealed class ConflictValidator(IReadOnlyList<IReceiveAdapter> adapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var adapter in adapters)
        {
            ReceiveLocationDraft[] locations =
                [.. draft.Locations.Where(l => l.Config.Enabled && l.Endpoint?.Adapter == adapter.Name)];
            for (int i = 1; i < locations.Length; i++) Check(adapter, locations, i, problems);
        }
    }

    // Against the first that it does not get on with: a mistake in one location is told once.
    private static void Check(
        IReceiveAdapter adapter, ReceiveLocationDraft[] locations, int index, ConfigurationProblems problems)
    {
        var location = locations[index];
        foreach (var other in locations.Take(index))
        {
            if (adapter.ConflictOf(other.Endpoint!.Options, location.Endpoint!.Options) is not { } why) continue;
            problems.Error(location.Config.Source.PlaceOf(adapter.Name),
                $"The receive locations {WrittenName.Show(other.Config.Name)} and "
                + $"{WrittenName.Show(location.Config.Name)} cannot both run.",
                why, "Make the options alike, give them different addresses, or write enabled: false.");
            return;
        }
    }
}
