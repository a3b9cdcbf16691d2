using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Service;
using Viaduct.Cli.Telemetry;
using Viaduct.Client;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct run</c>.</summary>
internal static class RunCommand
{
    private const string DrillsVariable = "VIADUCT_DRILLS";
    private const string DrillsAllowed = "allowed";

    private static readonly Option<string?> Config = new("--config")
    {
        HelpName = "DIR",
        Description = "A folder with viaduct.yaml: names the store, and is applied if the store has no configuration "
            + "yet. If the store has another one, the server does not start.",
    };

    private static readonly Option<string> Server = new("--server")
    {
        HelpName = "NAME",
        Description = "The server's name, unique in its group. Default: the machine's name.",
        DefaultValueFactory = _ => Environment.MachineName,
    };

    private static readonly Option<string?> Hosts = new("--host")
    {
        HelpName = "NAME,NAME",
        Description = "The only hosts that it runs, of those that the group has for it. Default: all.",
    };

    private static readonly Option<int> StopTimeout = new("--stop-timeout")
    {
        HelpName = "SECONDS",
        Description = "How long a stop waits for what has begun; the rest is safe in the store.",
        DefaultValueFactory = _ => 30,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 0 or > 86_400)
                    result.AddError("--stop-timeout is a number of seconds from 0 to 86400.");
            },
        },
    };

    private static readonly Option<string?> Admin = new("--admin")
    {
        HelpName = "ADDRESS",
        Description = "Where the admin API listens: IP:PORT, *:PORT for all addresses, or off. Other addresses than "
            + "loopback need a certificate and a token. Default: the environment variable VIADUCT_ADMIN, else "
            + $"127.0.0.1:{ViaductClientOptions.DefaultAddress.Port}; if that is taken, the server works without.",
    };

    private static readonly Option<string?> AdminCertificate = new("--admin-certificate")
    {
        HelpName = "FILE",
        Description = "The certificate of the admin API, for TLS: a PFX file without password, or PEM.",
    };

    private static readonly Option<string?> AdminKey = new("--admin-key")
    {
        HelpName = "FILE", Description = "The key of the certificate, PEM; not needed if it is in the same file.",
    };

    private static readonly Option<string?> TokenFile = new("--token-file")
    {
        HelpName = "FILE",
        Description = "A file with the token that callers of the admin API must show. Default: the environment "
            + "variable "
            + "VIADUCT_TOKEN, else none is demanded.",
    };

    private static readonly Option<bool> AllowDrills = new("--allow-drills")
    {
        Description = "Let callers of the admin API make this server fail, for 'viaduct drill'. Default: the "
            + $"environment variable {DrillsVariable}, if it is 'allowed'.",
    };

    private static readonly Option<bool> StopWithInput = new("--stop-with-input")
    {
        Description = "Stop when the standard input ends, for parents that want their server to go with them.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("run", "Run a server.")
    {
        Details = "It joins its group and works until SIGTERM or SIGINT, then takes nothing new, finishes what it has "
            + "begun and ends with 0. A second signal ends it at once. While the store is away it waits. When it works "
            + "it writes a line that begins with 'ready:'; the log goes to the error stream. Under systemd "
            + "(Type=notify) it says when it works and how it is, and feeds the watchdog while it makes progress.",
        Examples =
        [
            "viaduct run --config ./config", "viaduct run --store postgres://viaduct@db1,db2/viaduct --server a",
        ],
    }
    .With(
        Config, Server, Hosts, SharedOptions.Store, Admin, AdminCertificate, AdminKey, TokenFile, AllowDrills,
        StopTimeout, StopWithInput)
    .Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        var admin = AdminSettings.Read(
            call.Get(Admin), call.Get(AdminCertificate), call.Get(AdminKey), call.Get(TokenFile));
        bool allowsDrills = call.Get(AllowDrills)
            || Environment.GetEnvironmentVariable(DrillsVariable) == DrillsAllowed;
        if (admin is not null) admin = admin with { AllowDrills = allowsDrills };
        string? folder = call.Get(Config);
        var configuration = folder is null ? null : ConfigurationFolder.Load(folder);
        var export = OtlpSettings.Read();
        string server = call.Get(Server)!;
        using var loggers = call.OpenLog(
            LogLevel.Information, export is { Logs: true } ? builder => OtlpExport.AddLogs(builder, server) : null);
        using var exporting = export is null ? null : OtlpExport.Start(export, server);
        await using var store = configuration is null
            ? StoreChoice.Find(call, loggers)
            : StoreChoice.Find(call, configuration, folder!, loggers);
        var options = new ServerHostOptions
        {
            Server = server, Hosts = HostsOf(call.Get(Hosts)), Configuration = configuration, Admin = admin,
            StopTimeout = TimeSpan.FromSeconds(call.Get(StopTimeout)),
        };
        await using var host = new ServerHost(store, options, UnsuspendedTime.Instance, loggers);
        await using var report = new ServiceReport(
            host, TimeProvider.System, loggers.CreateLogger("Viaduct.Service"));
        if (call.Get(StopWithInput)) _ = StopWithInputAsync(call);
        try
        {
            Ready(await host.StartAsync(call.Stop), call);
            report.Ready();
        }
        catch (OperationCanceledException) when (call.Stop.IsCancellationRequested)
        {
            // Asked to stop while it waited: there is nothing to finish.
            return ExitCode.Ok;
        }

        await WorkAsync(host, report, options, call);
        return ExitCode.Ok;
    }

    private static IReadOnlyList<string> HostsOf(string? text)
    {
        string[] hosts = text?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (Array.Exists(hosts, string.IsNullOrEmpty))
            throw new CommandFailedException(
                ExitCode.BadUsage, "--host takes names of hosts with commas between them; one is empty.");
        return [.. hosts.Distinct(StringComparer.Ordinal)];
    }

    private static async Task WorkAsync(
        ServerHost host, ServiceReport report, ServerHostOptions options, CommandCall call)
    {
        await Task.WhenAny(host.Completion, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Stop));
        if (host.Completion.IsFaulted) await host.Completion;
        call.Output.Line($"stopping: finishing what has begun, at most {options.StopTimeout.TotalSeconds:0} s; "
            + "another signal ends it at once");
        await report.StoppingAsync();
        await host.StopAsync();
        call.Output.Line($"stopped: server {options.Server}");
    }

    private static void Ready(ServerReady ready, CommandCall call)
    {
        using var process = Process.GetCurrentProcess();
        var all = TimeProvider.System.GetUtcNow() - new DateTimeOffset(process.StartTime);
        call.Output.Line(
            $"ready: server {ready.Server} of group {ready.Group} on {ready.Store}, configuration "
            + $"{ready.Configuration[..12]}{(ready.Applied ? ", just applied" : "")}, "
            + $"{all.TotalMilliseconds:0} ms after the start ({ready.PrepareTime.TotalMilliseconds:0} ms for the "
            + $"store, {ready.StartTime.TotalMilliseconds:0} ms for the ports)"
            + (ready.Admin is { } admin ? $", admin API at {admin}" : ""));
        call.Output.Object(new
        {
            ready = true, ready.Server, ready.Group, ready.Store, ready.Configuration, ready.Applied,
            processId = process.Id, milliseconds = Math.Round(all.TotalMilliseconds),
            prepareMilliseconds = Math.Round(ready.PrepareTime.TotalMilliseconds),
            startMilliseconds = Math.Round(ready.StartTime.TotalMilliseconds), ready.Admin,
        });
    }

    private static async Task StopWithInputAsync(CommandCall call)
    {
        await using var input = Console.OpenStandardInput();
        byte[] ignored = new byte[256];
        while (await input.ReadAsync(ignored, call.Stop) > 0)
        {
        }

        await call.Signals.StopAsync();
    }
}
