using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Hosting;

/// <summary>A configuration, ready to be run.</summary>
/// <param name="Hash">The package's hash.</param>
/// <param name="Model">The validated model.</param>
/// <param name="FilesOf">The packed files of an application, by the paths that it names.</param>
public sealed record LoadedConfiguration(
    string Hash, GroupModel Model, Func<ApplicationModel, IPackageFiles> FilesOf);
