using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Tells what is wrong with a file that the configuration names, in that file if it is there.</summary>
internal sealed class NamedFiles(IPackageFiles files, ConfigurationProblems problems)
{
    /// <summary>Adds the problem.</summary>
    /// <param name="file">The file, as the configuration names it.</param>
    /// <param name="line">The line in it, or null.</param>
    /// <param name="namedAt">Where the configuration names it.</param>
    /// <param name="why">What is wrong with it.</param>
    public void Add(string file, int? line, SourcePlace namedAt, string why)
    {
        string folder = Path.GetDirectoryName(namedAt.File)?.Replace('\\', '/') ?? "";
        if (files.Exists(file) && PackagePath.TryResolve(folder, file, out string full, out _))
        {
            string configuration = namedAt.File[(namedAt.File.LastIndexOf('/') + 1)..];
            problems.Error(new SourcePlace(full, line ?? 0, 0), "The file cannot be used.", why,
                $"Correct it, or name another one in {configuration}, line {namedAt.Line}.");
            return;
        }

        string beside = file[..(file.LastIndexOf('/') + 1)];
        problems.Error(namedAt, $"{file} cannot be used.", why,
            Spelling.Nearest(file, files.List(beside)) is { } near ? $"Write {near}." : $"Correct {file}.");
    }
}
