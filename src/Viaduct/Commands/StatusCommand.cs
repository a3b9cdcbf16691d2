using System.CommandLine;
using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct status</c>.</summary>
internal static class StatusCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("status", "Show the state of a group.")
    {
        Details = "Its servers, its configuration, how far its readers lag, what waits, what is suspended, and how "
            + "large the store is.",
        Examples = ["viaduct status --store sqlite:data/contoso.db"],
    }.With(SharedOptions.Store).Does(ShowAsync);

    private static async Task<ExitCode> ShowAsync(CommandCall call)
    {
        using var loggers = call.OpenLog(LogLevel.Warning);
        var (store, group) = await StoreChoice.OpenAsync(call, loggers);
        await using var closing = store;
        var status = await new StatusReader(store, new ConfigurationLoader(ViaductCatalog.All))
            .ReadAsync(group, call.Stop);
        StatusText.Write(status, call.Output);
        call.Output.Object(status);
        return ExitCode.Ok;
    }
}
