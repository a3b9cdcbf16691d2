using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration;
using Viaduct.Server.Configuration.Reference;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct explain</c>.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> Key = new("KEY")
    {
        Description = "A key, or a path of keys with dots: folder, sendPorts.retry.count, file, "
            + "receivePorts.locations.",
    };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("explain", "Explain a key of the configuration: what it means, its form and its default.")
        {
            Details = "Needs no server. A key that stands in several places is explained for each. Keys beneath it are "
                + "listed.",
            Examples = ["viaduct explain retry", "viaduct explain sendPorts.file.folder"],
            ExitCodes = ExitMeaning.WithoutStore(
                new((int)ExitCode.Ok, "explained"), new((int)ExitCode.BadUsage, "there is no such key")),
        }.With(Key).Does(call => Task.FromResult(Explain(call)));

    private static ExitCode Explain(CommandCall call)
    {
        string key = call.Get(Key)!.Trim().TrimEnd(':');
        var all = ConfigurationReference.Keys(ViaductCatalog.All);
        var found = all.Where(one => one.IsNamed(key)).ToList();
        if (found.Count == 0)
        {
            string[] names = [.. all.Select(one => one.Name).Distinct(StringComparer.Ordinal)];
            string near = Spelling.Nearest(key.Split('.')[^1], names) is { } name ? $" Is '{name}' meant?"
                : " docs/reference/configuration.md has all of them.";
            throw new CommandFailedException(ExitCode.BadUsage, $"There is no key '{key}'.{near}");
        }

        foreach (var one in found) Write(one, all, call.Output);
        call.Output.Object(new { keys = found });
        return ExitCode.Ok;
    }

    private static void Write(ConfigurationKey key, IReadOnlyList<ConfigurationKey> all, CommandOutput output)
    {
        output.Line(key.Path);
        output.Line($"  {key.Meaning}");
        output.Line($"  form: {key.Form}" + (key.Default.Length > 0 ? $"   default: {key.Default}" : ""));
        var beneath = all.Where(one => one.Parent == key.Path).Select(one => one.Name)
            .Distinct(StringComparer.Ordinal).ToList();
        if (beneath.Count > 0) output.Line($"  keys beneath: {string.Join(", ", beneath)}");
        output.Line();
    }
}
