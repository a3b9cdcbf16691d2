using System.CommandLine;
using System.Globalization;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Trials as people say them and read them.</summary>
internal static class TrialText
{
    private static readonly Option<string?> Share = new("--trial")
    {
        HelpName = "PERCENT",
        Description = "Let it run beside the old one, on a share of what comes in: 0.01% to 99.99%.",
    };

    private static readonly Option<string?> Margin = new("--margin")
    {
        HelpName = "PERCENT",
        Description = "With --trial: by how many percentage points more may be suspended. Default: 1%.",
    };

    private static readonly Option<string?> AcceptAfter = new("--accept-after")
    {
        HelpName = "N|TIME",
        Description = "With --trial: accept it by itself after so many interchanges, or a time as 30m, 2h or 1d, "
            + "unless it is worse. Default: by hand.",
    };

    /// <summary>The options of a trial.</summary>
    public static Symbol[] Options => [Share, Margin, AcceptAfter];

    /// <summary>How something is to be tried; null if it is to be applied at once.</summary>
    /// <exception cref="CommandFailedException">The options contradict each other, or cannot be read.</exception>
    public static TrialOptions? Read(CommandCall call)
    {
        var (share, margin, after) = (call.Get(Share), call.Get(Margin), call.Get(AcceptAfter));
        if (share is null)
        {
            if (margin is not null || after is not null)
                throw new CommandFailedException(
                    ExitCode.BadUsage, "--margin and --accept-after say how a version is tried: give --trial, too.");
            return null;
        }

        long? count = null;
        TimeSpan? time = null;
        if (after is not null)
        {
            if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) count = number;
            else if (TimeText.TryDistance(after, out var distance)) time = distance;
            else
                throw new CommandFailedException(
                    ExitCode.BadUsage,
                    $"--accept-after '{after}' is neither a number nor a time. Write 10000, or 30m, 2h, 1d.");
        }

        return new TrialOptions
        {
            Percent = Percent(share, "--trial"), MarginPercent = margin is null ? 1 : Percent(margin, "--margin"),
            AcceptAfter = count, AcceptAfterSeconds = (long?)time?.TotalSeconds,
        };
    }

    /// <summary>Writes how a trial is.</summary>
    public static void Write(TrialStatus trial, CommandOutput output)
    {
        output.Line(trial.State switch
        {
            TrialStates.UnderWay => $"Trial {trial.Number} is under way: configuration {trial.Hash[..12]} has "
                + $"{Text(trial.Percent)} of what comes in, {trial.BaseHash[..12]} the rest.",
            TrialStates.Accepted => $"Trial {trial.Number} has ended: configuration {trial.Hash[..12]} is accepted, "
                + "and the group runs it. " + trial.Reason,
            _ => $"Trial {trial.Number} has ended: configuration {trial.Hash[..12]} is withdrawn, and the group "
                + $"went on with {trial.BaseHash[..12]}. " + trial.Reason,
        });
        var table = new TextTable("configuration", "role", "interchanges", "suspended", "failed attempts");
        Add(table, trial.Hash, "tried", trial.Candidate);
        Add(table, trial.BaseHash, "base", trial.Base);
        table.WriteTo(output);
        if (trial.State == TrialStates.UnderWay) output.Line(Terms(trial));
        output.Object(trial);
    }

    private static void Add(TextTable table, string hash, string role, TrialFigures figures) => table.Add(
        hash[..12], role, $"{figures.Interchanges:N0}",
        figures.Interchanges == 0
            ? $"{figures.Suspended:N0}"
            : $"{figures.Suspended:N0} ({Text(100m * figures.Suspended / figures.Interchanges)})",
        $"{figures.FailedAttempts:N0}");

    private static string Terms(TrialStatus trial)
    {
        string accepted = (trial.AcceptAfter, trial.AcceptAfterSeconds) switch
        {
            ({ } count, _) => $"after {count:N0} interchanges",
            (_, { } seconds) => $"after {TimeSpan.FromSeconds(seconds):c}",
            _ => "by 'viaduct trial accept'",
        };
        return $"It is withdrawn by itself if its suspensions exceed those of the base by {Text(trial.MarginPercent)} "
            + $"beyond doubt, and accepted {accepted}.";
    }

    private static string Text(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.##} %");

    private static decimal Percent(string text, string option) => decimal.TryParse(
        text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
        ? percent
        : throw new CommandFailedException(
            ExitCode.BadUsage, $"{option} '{text}' is no share. Write 5%, or 0.5%.");
}
