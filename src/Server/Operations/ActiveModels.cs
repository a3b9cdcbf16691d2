using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>
/// Reads what a group's active configuration says, and keeps it until another is active: reading one makes every
/// pipeline. Safe for all threads.
/// </summary>
/// <param name="store">The store, opened.</param>
/// <param name="loader">Reads packages.</param>
public sealed class ActiveModels(IStore store, IConfigurationLoader loader)
{
    private volatile Loaded? _last;

    /// <summary>What is active now, and its model; or why this program cannot read it.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<(ActiveConfiguration? Active, GroupModel? Model, string? Problem)> ReadAsync(
        CancellationToken cancellationToken)
    {
        var active = await store.Configuration.GetActiveAsync(cancellationToken);
        if (active is null) return (null, null, null);
        if (_last is { } last && last.Hash == active.Hash) return (active, last.Model, last.Problem);
        byte[]? package = await store.Configuration.GetPackageAsync(active.Hash, cancellationToken);
        var loaded = package is null ? new Loaded(active.Hash, null, "The store lacks its package.") : Load(package);
        _last = loaded with { Hash = active.Hash };
        return (active, loaded.Model, loaded.Problem);
    }

    private Loaded Load(byte[] package)
    {
        try
        {
            return new Loaded("", loader.Load(package).Model, null);
        }
        catch (ComponentConfigurationException e)
        {
            // Another version's, which its servers know.
            return new Loaded("", null, e.Message);
        }
    }

    private sealed record Loaded(string Hash, GroupModel? Model, string? Problem);
}
