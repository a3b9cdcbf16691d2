using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>A receive port has somewhere to receive.</summary>
internal sealed class LocationValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var port in draft.ReceivePorts)
        {
            if (port.Config.Source.Find("locations")?.Value is not YamlSequence { Items: [] }) continue;
            problems.Error(port.Config.Source.PlaceOf("locations"),
                $"The receive port {WrittenName.Show(port.Config.Name)} has no locations.",
                "Nothing can come in without one.", "Add a receive location, or remove the port.");
        }
    }
}
