using Viaduct.Core.Pipelines;

namespace Viaduct.Server.Configuration.Files;

/// <summary>A package, with the variables it was packed with: this machine's environment does not matter.</summary>
internal sealed class PackageSource(ConfigurationPackage package) : IConfigurationSource
{
    public IReadOnlyList<string> Documents => package.Documents;

    public IPackageFiles Files => package;

    public string? Variable(string name) => package.Variables.GetValueOrDefault(name);
}
