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

    /// <summary>What is active now; what operators have said is told apart.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<ActiveModel> ReadAsync(CancellationToken cancellationToken)
    {
        var active = await store.Configuration.GetActiveAsync(cancellationToken);
        if (active is null) return new ActiveModel(null, null, null, null);
        var loaded = _last is { } last && last.Hash == active.Hash ? last : await LoadAsync(active, cancellationToken);
        var model = loaded.Model is null ? null : OperatedModel.Of(loaded.Model, active.Operated);
        return new ActiveModel(active, model, loaded.Model, loaded.Problem);
    }

    private async Task<Loaded> LoadAsync(ActiveConfiguration active, CancellationToken cancellationToken)
    {
        byte[]? package = await store.Configuration.GetPackageAsync(active.Hash, cancellationToken);
        var loaded = package is null ? new Loaded("", null, "The store lacks its package.") : Load(package);
        return _last = loaded with { Hash = active.Hash };
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
