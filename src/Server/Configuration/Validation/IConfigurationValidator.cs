using Viaduct.Server.Configuration.Resolving;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>One rule over a whole configuration. It adds every violation and stops at none.</summary>
internal interface IConfigurationValidator
{
    /// <summary>Adds every violation of the rule.</summary>
    void Validate(ConfigurationDraft draft, ConfigurationProblems problems);
}
