using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.CommandLine;

/// <summary>Reads configurations from folders.</summary>
internal static class ConfigurationFolder
{
    /// <summary>Reads and checks one.</summary>
    /// <exception cref="CommandFailedException">There is no such folder or file.</exception>
    public static ConfigurationResult Read(string folder) => Directory.Exists(folder) || File.Exists(folder)
        ? new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder, Environment.GetEnvironmentVariable)
        : throw new CommandFailedException(
            ExitCode.BadUsage,
            $"There is no folder '{folder}'. A configuration is a folder with viaduct.yaml.");

    /// <summary>Reads one that must be without mistakes.</summary>
    /// <exception cref="CommandFailedException">It has mistakes; says which.</exception>
    public static CheckedConfiguration Load(string folder)
    {
        var result = Read(folder);
        if (result.Configuration is { } configuration) return configuration;
        var errors = result.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        throw new CommandFailedException(
            ExitCode.Problem,
            $"The configuration in '{folder}' has {Words.Count(errors.Count, "mistake")}:\n"
            + string.Join('\n', ConfigurationProblem.Describe(errors)),
            result.Problems);
    }
}
