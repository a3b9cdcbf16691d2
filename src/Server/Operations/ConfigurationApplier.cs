using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>
/// Activates configurations: at once, for all servers of the group, with an exact cut, once all are ready for it.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="loader">Reads what is active.</param>
/// <param name="time">The clock.</param>
public sealed class ConfigurationApplier(IStore store, IConfigurationLoader loader, TimeProvider time)
{
    private const int AttemptsMax = 5;

    /// <summary>Applies a configuration. One that is active already changes nothing.</summary>
    /// <exception cref="StoreRefusedException">The store is another group's, or cannot be used.</exception>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<ApplyResult> ApplyAsync(CheckedConfiguration next, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(next);
        await store.PrepareAsync(next.Group.Name, cancellationToken);
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var active = await store.Configuration.GetActiveAsync(cancellationToken);
            if (active?.Hash == next.Package.Hash)
                return new ApplyResult(false, active.Hash, active.Hash, active.RouteVersion, []);
            var changes = await WithOpenItemsAsync(
                await ChangesAsync(active, next, cancellationToken), cancellationToken);
            var activated = await ActivateAsync(active, next, cancellationToken);
            if (activated is not null)
                return new ApplyResult(true, activated.Hash, active?.Hash, activated.RouteVersion, changes)
                {
                    EndedTrial = active?.Trial?.Number,
                };
        }

        throw new StoreRefusedException(
            $"Others applied configurations all the while, {AttemptsMax} times. Agree on one, and apply it again.");
    }

    /// <summary>What activates a configuration.</summary>
    /// <param name="next">The configuration.</param>
    /// <param name="expectedHash">What must be active until then; null for nothing.</param>
    public static Activation Activation(CheckedConfiguration next, string? expectedHash)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new Activation(
            next.Package.Hash, next.Package.Bytes, expectedHash,
            [.. next.Group.Hosts.Select(host => host.Name)], [.. next.Group.SendPorts.Select(port => port.Name)])
        {
            Retention = [.. next.Group.Retention.Select(r => new RetentionClass(r.Name, r.Keep))],
            Ordered = [.. next.Group.OrderedReaders],
        };
    }

    // Without a configuration no server runs.
    private async Task<ActiveConfiguration?> ActivateAsync(
        ActiveConfiguration? active, CheckedConfiguration next, CancellationToken cancellationToken)
    {
        if (active is null)
            return await store.Configuration.ActivateAsync(Activation(next, null), cancellationToken);
        return await WhenReadyAsync(
            next, () => store.Configuration.ActivateAsync(Activation(next, active.Hash), cancellationToken),
            cancellationToken);
    }

    /// <summary>Does something with a configuration once all servers are ready to run it.</summary>
    /// <exception cref="StoreRefusedException">A server cannot run it; says which, and why.</exception>
    internal async Task<T> WhenReadyAsync<T>(
        CheckedConfiguration next, Func<Task<T>> take, CancellationToken cancellationToken)
    {
        long number = await store.Configuration.AnnounceAsync(
            next.Package.Hash, next.Package.Bytes, cancellationToken);
        try
        {
            await new Readiness(store, time).WaitAsync(number, cancellationToken);
            return await take();
        }
        finally
        {
            await WithdrawAsync(number);
        }
    }

    private async Task WithdrawAsync(long number)
    {
        try
        {
            // What was announced in vain must not stay, whoever has given up waiting.
            await store.Configuration.WithdrawAsync(number, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next announcement takes its place.
        }
    }

    // Whoever removes a port should hear what it leaves behind.
    private async Task<IReadOnlyList<ConfigurationChange>> WithOpenItemsAsync(
        IReadOnlyList<ConfigurationChange> changes, CancellationToken cancellationToken)
    {
        if (!changes.Any(IsGoneAddress)) return changes;
        var counts = await store.OpenItems.CountAsync(cancellationToken);
        var items = counts.GroupBy(count => count.Port, StringComparer.Ordinal)
            .ToDictionary(port => port.Key, port => port.Sum(count => count.Items), StringComparer.Ordinal);
        return
        [
            .. changes.Select(change => IsGoneAddress(change)
                ? change with { OpenItems = items.GetValueOrDefault(change.Name) }
                : change),
        ];
    }

    private static bool IsGoneAddress(ConfigurationChange change) =>
        change is { Kind: ChangeKinds.Removed, Part: "send port" or "receive location" };

    /// <summary>What is different in a configuration from the active one.</summary>
    internal async Task<IReadOnlyList<ConfigurationChange>> ChangesAsync(
        ActiveConfiguration? active, CheckedConfiguration next, CancellationToken cancellationToken)
    {
        var now = ConfigurationParts.Of(next.Group, next.Package);
        if (active is null) return ConfigurationParts.Compare(ConfigurationParts.None, now);
        try
        {
            byte[]? package = await store.Configuration.GetPackageAsync(active.Hash, cancellationToken);
            if (package is null) return [];
            var before = loader.Load(package);
            return ConfigurationParts.Compare(
                ConfigurationParts.Of(before.Model, ConfigurationPackage.Read(package)), now);
        }
        catch (ComponentConfigurationException)
        {
            // What is active was packed by another version: it can be replaced, but not compared.
            return [];
        }
    }
}
