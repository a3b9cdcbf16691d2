using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Configuration;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct validate</c>.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "The folder with viaduct.yaml, or a single YAML file.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("validate", "Check a configuration: every mistake with its place, the reason and the fix.")
        {
            Details = "Needs no store and no server, and looks at everything that the configuration names.",
            Examples = ["viaduct validate ./config"],
            ExitCodes = ExitMeaning.WithoutStore(
                new((int)ExitCode.Ok, "the configuration can be applied; there may be warnings"),
                new((int)ExitCode.Problem, "the configuration has mistakes")),
        }.With(Folder).Does(call => Task.FromResult(Validate(call)));

    private static ExitCode Validate(CommandCall call)
    {
        var result = ConfigurationFolder.Read(call.Get(Folder)!);
        int errors = result.Problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        int warnings = result.Problems.Count - errors;
        foreach (string problem in ConfigurationProblem.Describe(result.Problems)) call.Output.Line(problem);
        call.Output.Line(errors == 0 && result.Configuration is { } good
            ? $"The configuration of group '{good.Group.Name}' is good: {Contents(good)}, "
                + $"{Words.Count(warnings, "warning")}."
            : $"{Words.Count(errors, "error")}, {Words.Count(warnings, "warning")}.");
        call.Output.Object(new
        {
            valid = errors == 0, errors, warnings, hash = result.Configuration?.Package.Hash,
            problems = result.Problems,
        });
        return errors == 0 ? ExitCode.Ok : ExitCode.Problem;
    }

    private static string Contents(CheckedConfiguration configuration)
    {
        var group = configuration.Group;
        int locations = group.ReceivePorts.Sum(port => port.Locations.Count);
        return $"{Words.Count(group.Applications.Count, "application")}, {Words.Count(locations, "receive location")}, "
            + Words.Count(group.SendPorts.Count(), "send port");
    }
}
