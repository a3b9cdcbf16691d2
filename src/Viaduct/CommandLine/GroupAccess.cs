using System.CommandLine;
using Microsoft.Extensions.Logging;
using Viaduct.Client;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.CommandLine;

/// <summary>
/// A group that a command is about: by any of its servers, or, where a store is named instead, by the same operations
/// on the store itself, which works while no server does.
/// </summary>
internal sealed class GroupAccess : IAsyncDisposable
{
    /// <summary>The environment variable that names servers.</summary>
    public const string Variable = "VIADUCT_SERVER";

    private readonly Func<ValueTask> _close;

    private GroupAccess(IGroupOperations operations, Func<ValueTask> close) =>
        (Operations, _close) = (operations, close);

    /// <summary>What can be asked and done.</summary>
    public IGroupOperations Operations { get; }

    /// <summary>The group that the options, the current folder or the environment name.</summary>
    /// <exception cref="CommandFailedException">They contradict each other, or name none that can be used.</exception>
    public static async Task<GroupAccess> OpenAsync(CommandCall call)
    {
        if (Addresses(call) is { } addresses) return ByServer(addresses, call);
        if (!StoreChoice.IsNamed(call)) return ByServer([ViaductClientOptions.DefaultAddress], call);
        var loggers = call.OpenLog(LogLevel.Warning);
        var (store, group) = await StoreChoice.OpenAsync(call, loggers);
        return ByStore(store, group, loggers);
    }

    /// <summary>The group that a configuration is for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Its folder, or file.</param>
    /// <param name="opens">True if the store must be there already.</param>
    public static async Task<GroupAccess> OpenAsync(
        CommandCall call, CheckedConfiguration configuration, string folder, bool opens)
    {
        if (Addresses(call) is { } addresses) return ByServer(addresses, call);
        if (!StoreChoice.IsNamed(call, configuration)) return ByServer([ViaductClientOptions.DefaultAddress], call);
        var loggers = call.OpenLog(LogLevel.Warning);
        var store = StoreChoice.Find(call, configuration, folder, loggers);
        string group = opens ? await StoreChoice.OpenAsync(store, call.Stop) : configuration.Group.Name;
        return ByStore(store, group, loggers);
    }

    /// <summary>
    /// A client of the servers that a command names, by option or environment, or else of the default one.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="timeout">How long an answer may take; null for as long as usual.</param>
    public static ViaductClient Client(CommandCall call, TimeSpan? timeout = null)
    {
        var options = OptionsOf(Addresses(call) ?? [ViaductClientOptions.DefaultAddress], call);
        return new ViaductClient(options with { Timeout = timeout ?? options.Timeout });
    }

    /// <summary>The servers that a command names, by option or environment, or else the default one.</summary>
    public static ViaductClientOptions Servers(CommandCall call) =>
        OptionsOf(Addresses(call) ?? [ViaductClientOptions.DefaultAddress], call);

    /// <summary>What to say when no server answers, by what the command has said already.</summary>
    public static string HowToName(ParseResult arguments)
    {
        string port = $"http://127.0.0.1:{ViaductClientOptions.DefaultAddress.Port}";
        bool isNamed = arguments.GetResult(SharedOptions.Server) is not null
            || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };
        string which = isNamed
            ? $"Start it with 'viaduct run', or correct --server URL or {Variable}"
            : $"No server was named, so the default address was asked. Start a server with 'viaduct run', or name one "
                + $"with --server URL or {Variable}: of several on one machine only one can be at {port}, and the line "
                + "'ready:' of each tells where its admin API is (chosen with 'viaduct run --admin')";
        return arguments.CommandResult.Command.Options.Contains(SharedOptions.Store)
            ? $"{which}; or look at the store itself with --store ADDRESS."
            : $"{which}.";
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _close();

    private static GroupAccess ByServer(IReadOnlyList<Uri> addresses, CommandCall call)
    {
        var client = new ViaductClient(OptionsOf(addresses, call));
        return new GroupAccess(client, () =>
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    private static GroupAccess ByStore(IStore store, string group, ILoggerFactory loggers)
    {
        var operations = new GroupOperations(store, group, ViaductCatalog.All, TimeProvider.System);
        return new GroupAccess(operations, async () =>
        {
            await operations.DisposeAsync();
            await store.DisposeAsync();
            loggers.Dispose();
        });
    }

    private static ViaductClientOptions OptionsOf(IReadOnlyList<Uri> addresses, CommandCall call) =>
        new() { Addresses = addresses, Token = TokenText.Read(call.Get(SharedOptions.TokenFile)) };

    private static IReadOnlyList<Uri>? Addresses(CommandCall call)
    {
        string? option = call.Get(SharedOptions.Server);
        bool namesStore = call.Get(SharedOptions.Store) is { Length: > 0 };
        if (option is not null && namesStore)
            throw new CommandFailedException(
                ExitCode.BadUsage, "--server and --store stand together: give the servers, or the store itself.");
        if (option is null && namesStore) return null;
        string? text = option ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text)) return null;
        return
        [
            .. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(Address),
        ];
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" }
            ? address
            : throw new CommandFailedException(
                ExitCode.BadUsage,
                $"'{text}' is not the address of a server. Write "
                    + $"http://127.0.0.1:{ViaductClientOptions.DefaultAddress.Port}"
                + " or https://HOST:PORT; several with commas between them.");
}
