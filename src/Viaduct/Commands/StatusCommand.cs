using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct status</c>.</summary>
internal static class StatusCommand
{
    private static readonly StatusCheckOptions Defaults = new();

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "For monitoring: say only what is wrong, and end with 1 if anything is.",
    };

    private static readonly Option<int> Servers = new("--servers")
    {
        HelpName = "N", Description = "With --check: so many servers must be alive.",
        DefaultValueFactory = _ => Defaults.Servers,
    };

    private static readonly Option<long> SuspendedMax = new("--suspended-max")
    {
        HelpName = "N", Description = "With --check: so many messages may be suspended.",
        DefaultValueFactory = _ => Defaults.SuspendedMax,
    };

    private static readonly Option<long> LagMax = new("--lag-max")
    {
        HelpName = "N",
        Description = "With --check: so many commits a reader may lag; what is kept for a stopped port does not count.",
        DefaultValueFactory = _ => Defaults.LagMax,
    };

    private static readonly Option<long> TroubleMax = new("--trouble-max")
    {
        HelpName = "N",
        Description = "With --check: so many receive locations and send ports may be in trouble, each counted on each "
            + "server.",
        DefaultValueFactory = _ => Defaults.TroubleMax,
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("status", "Show the state of a group.")
    {
        Details = "Its servers, its configuration, how far its readers lag, what waits, what is suspended, and how "
            + "large the store is. With --check only what is wrong: no configuration, too few servers alive, messages "
            + "suspended, a reader far behind, or a receive location or send port that does not work on a server.",
        Examples =
        [
            "viaduct status --store sqlite:data/contoso.db", "viaduct status --check --servers 2 --suspended-max 10",
        ],
        ExitCodes = ExitMeaning.WithoutStore(
            new ExitMeaning((int)ExitCode.Ok, "shown; with --check: nothing is wrong"),
            new ExitMeaning((int)ExitCode.Problem, "with --check only: something is wrong"),
            ExitMeaning.Usual.Single(meaning => meaning.Code == (int)ExitCode.NoStore)),
    }.With(Check, Servers, SuspendedMax, LagMax, TroubleMax).WithGroup().Does(ShowAsync);

    private static async Task<ExitCode> ShowAsync(CommandCall call)
    {
        Option[] limits = [Servers, SuspendedMax, LagMax, TroubleMax];
        var given = limits.FirstOrDefault(option => call.Arguments.GetResult(option) is { Implicit: false });
        if (given is { } limit && !call.Get(Check))
            throw new CommandFailedException(
                ExitCode.BadUsage, $"{limit.Name} says what --check finds wrong: add --check, or leave it out.");
        await using var group = await GroupAccess.OpenAsync(call);
        var status = await group.Operations.GetStatusAsync(call.Stop);
        if (call.Get(Check)) return Judge(status, call);
        StatusText.Write(status, call.Output);
        call.Output.Object(status);
        return ExitCode.Ok;
    }

    private static ExitCode Judge(GroupStatus status, CommandCall call)
    {
        var reasons = StatusCheck.Run(status, new StatusCheckOptions
        {
            Servers = call.Get(Servers), SuspendedMax = call.Get(SuspendedMax), LagMax = call.Get(LagMax),
            TroubleMax = call.Get(TroubleMax),
        });
        if (reasons.Count == 0)
        {
            int alive = status.Servers.Count(server => server.Alive);
            call.Output.Line($"ok: group {status.Group}, {Words.Count(alive, "server")} alive");
        }

        foreach (var reason in reasons) call.Output.Line($"wrong: {reason.Code}: {reason.Text}");
        call.Output.Object(new { ok = reasons.Count == 0, status.Group, reasons });
        return reasons.Count == 0 ? ExitCode.Ok : ExitCode.Problem;
    }
}
