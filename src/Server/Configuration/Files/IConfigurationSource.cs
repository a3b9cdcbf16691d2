using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Files;

/// <summary>Where a configuration is read from: a folder, or a package.</summary>
internal interface IConfigurationSource
{
    /// <summary>The YAML files, in the order in which they are read.</summary>
    IReadOnlyList<string> Documents { get; }

    /// <summary>All files, by their paths from the configuration's folder.</summary>
    IPackageFiles Files { get; }

    /// <summary>The value of an environment variable, or null.</summary>
    string? Variable(string name);
}
