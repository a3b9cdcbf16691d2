using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// Finds the store that a command is about: what was said last and nearest wins. First <c>--store</c>, then the
/// configuration's own, then the environment, which nobody sees.
/// </summary>
internal static class StoreChoice
{
    /// <summary>The environment variable that names a store.</summary>
    public const string Variable = "VIADUCT_STORE";

    private const string ConfigurationFile = "viaduct.yaml";

    /// <summary>The store of <c>--store</c>, viaduct.yaml in the current folder, or the environment.</summary>
    /// <exception cref="CommandFailedException">None of them names one.</exception>
    public static IStore Find(CommandCall call, ILoggerFactory loggers)
    {
        if (Option(call) is { } option) return StoreFactory.Create(option, ".", loggers);
        if (File.Exists(ConfigurationFile)) return Find(call, ConfigurationFolder.Load("."), ".", loggers);
        return Environmental() is { } address
            ? StoreFactory.Create(address, ".", loggers)
            : throw new CommandFailedException(
                ExitCode.BadUsage,
                $"Which store? Give --store ADDRESS, change to the folder with {ConfigurationFile}, or set "
                + $"{Variable}.");
    }

    /// <summary>The store of <c>--store</c>, a configuration, or the environment if it names none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Its folder, or file.</param>
    /// <param name="loggers">Where the store says what happens to it.</param>
    public static IStore Find(
        CommandCall call, CheckedConfiguration configuration, string folder, ILoggerFactory loggers)
    {
        if (Option(call) is { } option) return StoreFactory.Create(option, ".", loggers);
        string? environmental = Environmental();
        if (environmental is not null && !configuration.Group.NamesStore)
            return StoreFactory.Create(environmental, ".", loggers);
        string from = File.Exists(folder) ? Path.GetDirectoryName(Path.GetFullPath(folder))! : folder;
        string own = configuration.Group.Store;
        if (environmental is not null && Normal(environmental, ".") != Normal(own, from))
            call.Output.Note(
                $"note: {Variable} names another store than the configuration in '{folder}', whose own is used: {own}. "
                + "To use the other, give it with --store.");
        return StoreFactory.Create(own, from, loggers);
    }

    /// <summary>True if the option, the current folder or the environment names a store.</summary>
    public static bool IsNamed(CommandCall call) =>
        Option(call) is not null || File.Exists(ConfigurationFile) || Environmental() is not null;

    /// <summary>True if the option, a configuration or the environment names a store.</summary>
    public static bool IsNamed(CommandCall call, CheckedConfiguration configuration) =>
        Option(call) is not null || configuration.Group.NamesStore || Environmental() is not null;

    /// <summary>As <see cref="Find(CommandCall, ILoggerFactory)"/>, opened; changes nothing in the store.</summary>
    /// <returns>The store, which the caller disposes of, and the group that it belongs to.</returns>
    public static async Task<(IStore Store, string Group)> OpenAsync(CommandCall call, ILoggerFactory loggers)
    {
        var store = Find(call, loggers);
        return (store, await OpenAsync(store, call.Stop));
    }

    /// <summary>Opens a store that is there already, or disposes of it.</summary>
    /// <returns>The group that it belongs to.</returns>
    public static async Task<string> OpenAsync(IStore store, CancellationToken cancellationToken)
    {
        try
        {
            return await store.OpenAsync(cancellationToken);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static string? Option(CommandCall call) =>
        call.Get(SharedOptions.Store) is { Length: > 0 } address ? address : null;

    private static string? Environmental() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : null;

    // The same file may be written in two ways.
    private static string Normal(string address, string folder) =>
        StoreAddress.TryParse(address, out var parsed, out _) && parsed.IsSqlite
            ? Path.GetFullPath(Path.Combine(Path.GetFullPath(folder), parsed.Path!))
            : address;
}
