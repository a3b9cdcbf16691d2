namespace Viaduct.Server.Configuration;

/// <summary>What loading a configuration gave.</summary>
/// <param name="Problems">Every error and warning, by file and place.</param>
/// <param name="Configuration">The configuration; null if there are errors.</param>
public sealed record ConfigurationResult(
    IReadOnlyList<ConfigurationProblem> Problems, CheckedConfiguration? Configuration);
