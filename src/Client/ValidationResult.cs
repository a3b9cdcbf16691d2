namespace Viaduct.Client;

/// <summary>What is wrong with a configuration, if anything.</summary>
/// <param name="Valid">True if it can be applied; there may be warnings.</param>
/// <param name="Group">The group that it is for; null if it is not valid.</param>
/// <param name="Hash">The package's hash.</param>
/// <param name="Problems">Every mistake and warning.</param>
public sealed record ValidationResult(
    bool Valid, string? Group, string Hash, IReadOnlyList<ConfigurationMistake> Problems);
