using System.CommandLine;
using System.Globalization;
using System.Net;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Drill;

namespace Viaduct.Cli.Commands;

/// <summary>The options that all drills have, and what they say.</summary>
internal static class DrillSettings
{
    /// <summary>The server that is to suffer.</summary>
    public static readonly Argument<string> Sufferer = new("NAME")
    {
        Description = "The server that is to suffer, by its name; its admin API must be among those of --server.",
    };

    /// <summary>True to go on without asking.</summary>
    public static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask, but begin: for scripts." };

    /// <summary>True to say what would be touched, and end.</summary>
    public static readonly Option<bool> Preview = new("--preview")
    {
        Description = "Say what would be touched, and touch nothing.",
    };

    /// <summary>Where the report is written.</summary>
    public static readonly Option<string?> Report = new("--report")
    {
        HelpName = "FILE",
        Description = "Where the report is written, as JSON; nothing is overwritten. Default: drill-TIME-KIND.json in "
            + "the current folder.",
    };

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly Option<string> Rate = new("--rate")
    {
        HelpName = "N/s", Description = "How many messages a second flow, from 1/s to 1000/s.",
        DefaultValueFactory = _ => "50/s",
        Validators =
        {
            result =>
            {
                if (ReadRate(result.GetValueOrDefault<string>()) is null)
                    result.AddError("--rate is a number of messages a second from 1/s to 1000/s.");
            },
        },
    };

    private static readonly Option<int> Keys = new("--keys")
    {
        HelpName = "N", Description = "How many keys they have, from 1 to 1000; each is delivered in order.",
        DefaultValueFactory = _ => 8,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() is < 1 or > 1_000)
                    result.AddError("--keys is a number from 1 to 1000.");
            },
        },
    };

    private static readonly Option<string?> Host = new("--host")
    {
        HelpName = "HOST", Description = "The host that the messages go through, if the group has several.",
    };

    private static readonly Option<string?> Folder = new("--folder")
    {
        HelpName = "DIR",
        Description = "An empty folder that messages are put into, which all servers see under this path and may "
            + "change. Default: a temporary one, of this machine.",
    };

    private static readonly Option<string> Listen = new("--listen")
    {
        HelpName = "IP:PORT",
        Description = "Where this command takes the messages in again, reached by all servers; port 0 for any.",
        DefaultValueFactory = _ => "127.0.0.1:0",
        Validators =
        {
            result =>
            {
                if (ReadAddress(result.GetValueOrDefault<string>()) is null)
                    result.AddError("--listen is one address of this machine, IP:PORT, not all of them.");
            },
        },
    };

    private static readonly Option<TimeSpan?> Before = Time(
        "--before", "How long messages flow before the failure. Default: 3s.", TimeSpan.FromSeconds(1), Hour);

    private static readonly Option<TimeSpan?> After = Time(
        "--after", "How long they flow after it is over, at least. Default: 5s.", TimeSpan.FromSeconds(1), Hour);

    private static readonly Option<string?> By = new("--by")
    {
        HelpName = "TEXT", Description = "Who runs it, for the report and the servers' logs. Default: user@machine.",
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<string?>() is { Length: 0 or > 200 })
                    result.AddError("--by has 1 to 200 characters.");
            },
        },
    };

    private static readonly Option<TimeSpan?> MaxGap = Time(
        "--max-gap", "Fail if a key was silent for longer at the far side.", TimeSpan.FromMilliseconds(1), Hour);

    private static readonly Option<TimeSpan?> MaxDelay = Time(
        "--max-delay", "Fail if a message was on its way for longer.", TimeSpan.FromMilliseconds(1), Hour);

    private static readonly Option<TimeSpan?> MaxRecovery = Time(
        "--max-recovery", "Fail if more were on their way than before the failure for longer.",
        TimeSpan.FromMilliseconds(1), Hour);

    private static readonly Option<int> MaxLost = Count("--max-lost", "Fail if more messages are lost.");
    private static readonly Option<int> MaxDuplicated = Count(
        "--max-duplicated", "Fail if more effects happen twice, by idempotency key.");

    private static readonly Option<int> MaxReordered = Count(
        "--max-reordered", "Fail if more messages overtake one of their key.");

    /// <summary>Adds them to a command.</summary>
    public static CliCommand WithDrill(this CliCommand command) => command.With(
        Rate, Keys, Host, Folder, Listen, Before, After, MaxGap, MaxDelay, MaxRecovery, MaxLost, MaxDuplicated,
        MaxReordered, By, Report, Preview, Yes, SharedOptions.Server, SharedOptions.TokenFile);

    /// <summary>An option with a time.</summary>
    public static Option<TimeSpan?> Time(string name, string description, TimeSpan min, TimeSpan max) =>
        new Option<TimeSpan?>(name) { HelpName = "TIME", Description = description }.TakesDuration(min, max);

    /// <summary>What they say.</summary>
    /// <param name="call">The call.</param>
    /// <param name="kind">The failure.</param>
    /// <param name="server">The server that suffers; empty for none.</param>
    /// <param name="duration">How long; null for as usual.</param>
    public static DrillOptions Read(CommandCall call, string kind, string server, TimeSpan? duration)
    {
        string by = call.Get(By) ?? $"{Environment.UserName}@{Environment.MachineName}";
        var options = new DrillOptions { Kind = kind, By = by };
        return options with
        {
            Server = server,
            For = duration,
            Rate = ReadRate(call.Get(Rate))!.Value,
            Keys = call.Get(Keys),
            Host = call.Get(Host),
            Folder = call.Get(Folder),
            Listen = ReadAddress(call.Get(Listen))!,
            Before = call.Get(Before) ?? options.Before,
            After = call.Get(After) ?? options.After,
            Limits = new DrillLimits
            {
                Gap = call.Get(MaxGap), Delay = call.Get(MaxDelay), Recovery = call.Get(MaxRecovery),
                Lost = call.Get(MaxLost), Duplicated = call.Get(MaxDuplicated), Reordered = call.Get(MaxReordered),
            },
        };
    }

    private static Option<int> Count(string name, string description) => new(name)
    {
        HelpName = "N", Description = description, DefaultValueFactory = _ => 0,
        Validators =
        {
            result =>
            {
                if (result.GetValueOrDefault<int>() < 0) result.AddError($"{name} is a number from 0 on.");
            },
        },
    };

    private static int? ReadRate(string? text)
    {
        string number = text is not null && text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text ?? "";
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int rate)
            && rate is >= 1 and <= 1_000
            ? rate
            : null;
    }

    private static IPEndPoint? ReadAddress(string? text) =>
        text is not null && text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var address)
        && !address.Address.Equals(IPAddress.Any) && !address.Address.Equals(IPAddress.IPv6Any)
            ? address
            : null;
}
