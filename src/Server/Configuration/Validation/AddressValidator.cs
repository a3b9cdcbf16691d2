using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>
/// Two enabled locations do not compete for the same source: which of them gets an item would be chance.
/// </summary>
internal sealed class AddressValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        // An adapter without options has no source of its own that two locations could compete for.
        var addresses = draft.Locations.Where(l => l.Endpoint is not null && l.Config.Enabled)
            .Where(l => RecordShape.Of(l.Endpoint!.Options.GetType()).Options.Count > 0)
            .GroupBy(l => (l.Endpoint!.Adapter, l.Endpoint.Address));
        foreach (var same in addresses)
        {
            var first = same.First().Config;
            foreach (var again in same.Skip(1))
            {
                problems.Error(again.Config.Source.PlaceOf(same.Key.Adapter),
                    $"The receive locations {first.Name} and {again.Config.Name} have the same address.",
                    $"Both receive from {same.Key.Address}, and chance would decide which one gets a message.",
                    "Give them different addresses, remove one, or write enabled: false.");
            }
        }
    }
}
