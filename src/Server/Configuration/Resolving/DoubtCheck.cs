using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Warns of what the files of components and maps say in vain.</summary>
internal static class DoubtCheck
{
    /// <summary>Adds a warning for each doubt, at its place in the file.</summary>
    /// <param name="made">The component or map.</param>
    /// <param name="folder">The folder of the application, from which its files are named.</param>
    /// <param name="problems">Gets the warnings.</param>
    public static void Check(object made, string folder, ConfigurationProblems problems)
    {
        if (made is not IKnowsProperties knows) return;
        foreach (var doubt in knows.Doubts)
        {
            if (!PackagePath.TryResolve(folder, doubt.File, out string file, out _)) file = doubt.File;
            problems.Warning(new SourcePlace(file, doubt.Line ?? 0, 0), doubt.What, doubt.Why,
                "Correct the path, or the schema.");
        }
    }
}
