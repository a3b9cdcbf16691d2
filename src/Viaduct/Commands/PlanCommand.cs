using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct plan</c>.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "The folder with viaduct.yaml, or a single YAML file.",
    };

    private static readonly Option<bool> Check = new("--check")
    {
        Description = "End with 1 if anything would change.",
    };

    private static readonly Option<bool> Trial = new("--trial")
    {
        Description = "Say whether it could be tried on a share of what comes in, too; end with 1 if not.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("plan", "Say what applying a configuration would change; changes nothing.")
        {
            Details = "Part by part: what starts, what stops, what finishes its work and goes on as another, for "
                + "how long it "
                + "is interrupted at most, and what waits for it. Whatever is not named goes on undisturbed.",
            Examples = ["viaduct plan ./config", "viaduct plan ./config --check", "viaduct plan ./config --trial"],
        }.With(Folder, Check, Trial).WithGroup().Does(PlanAsync);

    private static async Task<ExitCode> PlanAsync(CommandCall call)
    {
        string folder = call.Get(Folder)!;
        var configuration = ConfigurationFolder.Load(folder);
        await using var access = await GroupAccess.OpenAsync(call, configuration, folder, opens: true);
        var plan = await access.Operations.PlanAsync(configuration.Package.Bytes, call.Stop);
        Write(plan, call.Output);
        call.Output.Object(plan);
        bool tries = call.Get(Trial);
        if (tries)
            call.Output.Line(plan.TrialObstacles.Count == 0
                ? "It can be tried on a share of what comes in: 'viaduct apply DIR --trial 5%'."
                : $"It cannot be tried, only applied: {string.Join("; ", plan.TrialObstacles)}.");
        return (call.Get(Check) && plan.Changes) || (tries && plan.TrialObstacles.Count > 0)
            ? ExitCode.Problem
            : ExitCode.Ok;
    }

    private static void Write(ConfigurationPlan plan, CommandOutput output)
    {
        if (!plan.Changes)
        {
            output.Line($"Group '{plan.Group}' runs configuration {plan.Hash[..12]} already: nothing would change.");
            return;
        }

        foreach (var part in plan.Parts)
        {
            output.Line($"{part.Kind ?? "uses",-8} {part.Part} {part.Name}: {part.Effect}{Interrupted(part)}");
            output.Line($"         {part.Text}");
            if (part.OpenItems > 0)
                output.Line($"         {Words.Count(part.OpenItems, "message")} suspended or retrying at it.");
            if (part.Behind > 0)
                output.Line($"         Messages wait for it in up to {Words.Count(part.Behind, "commit")} of the log.");
        }

        int interrupted = plan.Parts.Count(part => part.InterruptedSecondsMax is > 0);
        output.Line($"Group '{plan.Group}' would run {plan.Hash[..12]}"
            + (plan.PreviousHash is { } previous ? $" instead of {previous[..12]}" : "")
            + $": {Words.Count(plan.Parts.Count, "part")} concerned, {interrupted:N0} interrupted for a moment.");
    }

    private static string Interrupted(PlannedChange part) => part.InterruptedSecondsMax switch
    {
        > 0 and { } seconds => $" (at most {seconds:0} s, usually as long as what it has in hand takes)",
        _ => "",
    };
}
