using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>The store's address can be understood and holds no secret.</summary>
internal sealed class StoreValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        if (StoreAddress.TryParse(draft.Group.Store, out _, out string why)) return;
        problems.Error(draft.Group.Source.PlaceOf("store"), "The address of the store cannot be used.", why,
            "Write sqlite:PATH, or postgres://USER@HOST,HOST/DATABASE.");
    }
}
