using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Files;

namespace Viaduct.Server.Configuration;

/// <summary>
/// A configuration without errors: the model that the runtime reads, and the package that the store keeps.
/// </summary>
/// <param name="Group">The model.</param>
/// <param name="Package">The package; reading it gives the same model.</param>
public sealed record CheckedConfiguration(GroupModel Group, ConfigurationPackage Package)
{
    /// <summary>The files of an application, by the paths that its configuration names.</summary>
    public IPackageFiles FilesOf(ApplicationModel application)
    {
        ArgumentNullException.ThrowIfNull(application);
        return new ApplicationFiles(Package, application.Folder);
    }

    /// <summary>The configuration as the runtime takes it.</summary>
    public LoadedConfiguration ToLoaded() => new(Package.Hash, Group, FilesOf);
}
