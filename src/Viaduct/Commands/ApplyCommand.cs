using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct apply</c>.</summary>
internal static class ApplyCommand
{
    private static readonly Argument<string> Folder = new("DIR")
    {
        Description = "The folder with viaduct.yaml, or a single YAML file.",
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("apply", "Check a configuration, and make the group run it.")
    {
        Details = "It is packed with all files that it names. Servers get it ready beside the one that they run; then "
            + "it is activated for all at once, without a restart and without a pause. One with mistakes, or that a "
            + "server cannot run, is refused as a whole, and the old one goes on. With --trial it runs beside the "
            + "old one on a share of what comes in, and is withdrawn by itself if more is suspended than before; "
            + "'viaduct trial' says more.",
        Examples =
        [
            "viaduct apply ./config", "viaduct apply ./config --store postgres://viaduct@db1,db2/viaduct",
            "viaduct apply ./config --trial 5%", "viaduct apply ./config --trial 5% --accept-after 10000",
        ],
    }.With(Folder).With(TrialText.Options).WithGroup().Does(ApplyAsync);

    private static async Task<ExitCode> ApplyAsync(CommandCall call)
    {
        string folder = call.Get(Folder)!;
        var trial = TrialText.Read(call);
        var configuration = ConfigurationFolder.Load(folder);
        await using var access = await GroupAccess.OpenAsync(call, configuration, folder, opens: trial is not null);
        if (trial is not null)
        {
            var begun = await access.Operations.TryAsync(configuration.Package.Bytes, trial, call.Stop);
            TrialText.Write(begun, call.Output);
            return ExitCode.Ok;
        }

        var result = await access.Operations.ApplyAsync(configuration.Package.Bytes, call.Stop);
        foreach (var change in result.Changes)
            call.Output.Line($"{change.Kind,-8} {change.Part} {change.Name}{Left(change)}");
        string group = configuration.Group.Name;
        call.Output.Line(result.Changed
            ? $"Group '{group}' has configuration {result.Hash[..12]} from now on"
                + (result.PreviousHash is null ? "" : $", instead of {result.PreviousHash[..12]}")
                + ". Servers that run have it ready, and take it up at once; their logs say when."
            : $"Group '{group}' runs configuration {result.Hash[..12]} already: nothing has changed.");
        if (result.EndedTrial is { } ended)
            call.Output.Line($"Trial {ended} has ended with that; see 'viaduct trial show'.");
        call.Output.Object(new
        {
            group, result.Changed, result.Hash, result.PreviousHash, result.RouteVersion, result.Changes,
            result.EndedTrial,
        });
        return ExitCode.Ok;
    }

    private static string Left(ConfigurationChange change) => change.OpenItems == 0
        ? ""
        : $": {Words.Count(change.OpenItems, "open message")} left; see 'viaduct messages list --port "
            + $"{change.Name}'";
}
