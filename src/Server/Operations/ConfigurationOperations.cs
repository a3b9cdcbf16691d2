using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>Checks, plans, applies and gives out configurations.</summary>
/// <param name="store">The store.</param>
/// <param name="loader">Reads packages.</param>
/// <param name="models">The active configuration.</param>
/// <param name="status">How the group is.</param>
/// <param name="time">The clock.</param>
internal sealed class ConfigurationOperations(
    IStore store, ConfigurationLoader loader, ActiveModels models, StatusReader status, TimeProvider time)
{
    private const int VersionsMax = 1_000;
    private const int HashLength = 64;
    private const int HashLengthMin = 8;

    private readonly ConfigurationApplier _applier = new(store, loader, time);

    /// <summary>Trials of versions.</summary>
    public TrialOperations Trials => field ??= new TrialOperations(store, models, _applier);

    /// <summary>What is wrong with a package.</summary>
    public ValidationResult Validate(ReadOnlyMemory<byte> bytes)
    {
        var package = Read(bytes);
        var result = loader.LoadPackage(package);
        return new ValidationResult(
            result.Configuration is not null, result.Configuration?.Group.Name, package.Hash,
            [.. result.Problems.Select(Views.Of)]);
    }

    /// <summary>Makes a package active.</summary>
    public async Task<ApplyResult> ApplyAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        await _applier.ApplyAsync(Check(bytes).Configuration, cancellationToken);

    /// <summary>Lets a package run on a share of what comes in.</summary>
    /// <param name="group">The group.</param>
    /// <param name="bytes">The package.</param>
    /// <param name="options">How it is tried.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<TrialStatus> TryAsync(
        string group, ReadOnlyMemory<byte> bytes, TrialOptions options, CancellationToken cancellationToken) =>
        await Trials.BeginAsync(CheckFor(group, bytes).Configuration, options, cancellationToken);

    /// <summary>What making a package active would do.</summary>
    /// <param name="group">The group.</param>
    /// <param name="bytes">The package.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ConfigurationPlan> PlanAsync(
        string group, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var (next, warnings) = CheckFor(group, bytes);
        var (active, model, configured, _) = await models.ReadAsync(cancellationToken);
        var obstacles = configured is null ? [] : TriableChange.ObstaclesOf(configured, next.Group);
        if (active is not null) next = next with { Group = OperatedModel.Of(next.Group, active.Operated) };
        bool changes = active?.Hash != next.Package.Hash;
        var different = changes ? await _applier.ChangesAsync(active, next, cancellationToken) : [];
        var now = await status.ReadAsync(group, cancellationToken);
        return new ConfigurationPlan
        {
            Group = group, Hash = next.Package.Hash, PreviousHash = active?.Hash, Changes = changes,
            Parts = changes ? new PlanMaker(model, next, now).Make(different) : [],
            TrialObstacles = obstacles, Warnings = warnings,
        };
    }

    /// <summary>The configurations that the group ran, the newest first.</summary>
    public async Task<IReadOnlyList<ConfigurationVersion>> ListAsync(CancellationToken cancellationToken)
    {
        var applied = await store.Configuration.ListAppliedAsync(VersionsMax, cancellationToken);
        return [.. applied.Select((one, i) => new ConfigurationVersion(one.Hash, one.AppliedAt, i == 0))];
    }

    /// <summary>The bytes of a package.</summary>
    /// <param name="hash">Its hash, or the first characters of it; null for the active one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<byte[]> GetAsync(string? hash, CancellationToken cancellationToken)
    {
        if (hash is not null && (hash.Length is < HashLengthMin or > HashLength || !hash.All(char.IsAsciiHexDigit)))
            throw Problems.BadRequest(
                $"'{hash}' is not the hash of a configuration: it has {HashLength} hexadecimal digits, of which at "
                + $"least the first {HashLengthMin} are given.");
        var versions = await ListAsync(cancellationToken);
        var found = versions
            .Where(version => hash is null
                ? version.Active
                : version.Hash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))
            .Select(version => version.Hash).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count > 1) throw Problems.BadRequest($"'{hash}' begins several hashes: give more of it.");
        byte[]? package = found.Count == 0
            ? null
            : await store.Configuration.GetPackageAsync(found[0], cancellationToken);
        return package ?? throw Problems.Refuse(
            ProblemCodes.NotFound,
            hash is null
                ? "The group has no configuration yet: apply one with 'viaduct apply DIR'."
                : $"The group never ran a configuration '{hash}'.");
    }

    private (CheckedConfiguration Configuration, IReadOnlyList<ConfigurationMistake> Warnings) CheckFor(
        string group, ReadOnlyMemory<byte> bytes)
    {
        var result = Check(bytes);
        return result.Configuration.Group.Name == group
            ? result
            : throw Problems.Refuse(
                ProblemCodes.StoreRefused,
                $"The configuration is for the group '{result.Configuration.Group.Name}', and this is '{group}': name "
                + "that group, or ask one of its servers.");
    }

    private (CheckedConfiguration Configuration, IReadOnlyList<ConfigurationMistake> Warnings) Check(
        ReadOnlyMemory<byte> bytes)
    {
        var result = loader.LoadPackage(Read(bytes));
        IReadOnlyList<ConfigurationMistake> problems = [.. result.Problems.Select(Views.Of)];
        return result.Configuration is { } configuration
            ? (configuration, problems)
            : throw Problems.Invalid(problems);
    }

    private static ConfigurationPackage Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ConfigurationPackage.BytesMax)
            throw Problems.Refuse(
                ProblemCodes.TooLarge, $"A package has at most {ConfigurationPackage.BytesMax:N0} bytes: make the "
                + "assemblies and schemas that it names smaller, or give some applications a group of their own.");
        try
        {
            return ConfigurationPackage.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw Problems.Refuse(ProblemCodes.BadRequest, e.Message, e);
        }
    }
}
