using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.CommandLine;

/// <summary>Finds the store that a command is about.</summary>
internal static class StoreChoice
{
    /// <summary>The environment variable that names a store.</summary>
    public const string Variable = "VIADUCT_STORE";

    private const string ConfigurationFile = "viaduct.yaml";

    /// <summary>The store of <c>--store</c>, the environment, or viaduct.yaml in the current folder.</summary>
    /// <exception cref="CommandFailedException">None of them names one.</exception>
    public static IStore Find(CommandCall call, ILoggerFactory loggers) =>
        Named(call, loggers) ?? FromConfiguration(CurrentConfiguration(), ".", loggers);

    /// <summary>The store of <c>--store</c>, the environment, or a configuration.</summary>
    /// <param name="call">The call.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Its folder, or file.</param>
    /// <param name="loggers">Where the store says what happens to it.</param>
    public static IStore Find(
        CommandCall call, CheckedConfiguration configuration, string folder, ILoggerFactory loggers) =>
        Named(call, loggers) ?? FromConfiguration(configuration, folder, loggers);

    /// <summary>As <see cref="Find(CommandCall, ILoggerFactory)"/>, opened; changes nothing in the store.</summary>
    /// <returns>The store, which the caller disposes of, and the group that it belongs to.</returns>
    public static async Task<(IStore Store, string Group)> OpenAsync(CommandCall call, ILoggerFactory loggers)
    {
        var store = Find(call, loggers);
        try
        {
            return (store, await store.OpenAsync(call.Stop));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    private static IStore? Named(CommandCall call, ILoggerFactory loggers)
    {
        string? address = call.Get(SharedOptions.Store) ?? Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(address) ? null : StoreFactory.Create(address, ".", loggers);
    }

    private static CheckedConfiguration CurrentConfiguration() => File.Exists(ConfigurationFile)
        ? ConfigurationFolder.Load(".")
        : throw new CommandFailedException(
            ExitCode.BadUsage,
            $"Which store? Give --store ADDRESS, set {Variable}, or change to the folder with {ConfigurationFile}.");

    private static IStore FromConfiguration(CheckedConfiguration configuration, string folder, ILoggerFactory loggers)
    {
        string from = File.Exists(folder) ? Path.GetDirectoryName(Path.GetFullPath(folder))! : folder;
        return StoreFactory.Create(configuration.Group.Store, from, loggers);
    }
}
