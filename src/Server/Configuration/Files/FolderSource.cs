using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Files;

/// <summary>
/// A folder with <c>viaduct.yaml</c> and <c>applications/NAME/application.yaml</c>, or a single YAML file with several
/// documents.
/// </summary>
internal sealed class FolderSource : IConfigurationSource
{
    private const string Main = "viaduct.yaml";
    private const string Applications = "applications";
    private const string Application = "application.yaml";

    private readonly Func<string, string?> _environment;

    private FolderSource(FolderFiles files, IReadOnlyList<string> documents, Func<string, string?> environment)
    {
        (Folder, Documents, _environment) = (files, documents, environment);
    }

    public FolderFiles Folder { get; }

    public IReadOnlyList<string> Documents { get; }

    public IPackageFiles Files => Folder;

    public string? Variable(string name) => _environment(name);

    /// <returns>The source, or null; then the problem has been added.</returns>
    public static FolderSource? Open(string path, Func<string, string?> environment, ConfigurationProblems problems)
    {
        if (File.Exists(path))
        {
            string file = Path.GetFullPath(path);
            return new FolderSource(
                new FolderFiles(Path.GetDirectoryName(file)!), [Path.GetFileName(file)], environment);
        }

        if (!Directory.Exists(path))
        {
            problems.Error(SourcePlace.Whole(path), "The folder does not exist.",
                "A configuration is a folder with viaduct.yaml.", "Give the path of that folder.");
            return null;
        }

        var files = new FolderFiles(path);
        if (!files.Exists(Main))
        {
            bool other = files.Exists("viaduct.yml");
            problems.Error(SourcePlace.Whole(Main), "The file does not exist.",
                other ? "There is viaduct.yml, which is not read." : $"A configuration begins with {Main}.",
                other ? $"Rename it to {Main}." : $"Create {Main}, with at least: group: NAME.");
            return null;
        }

        try
        {
            return new FolderSource(files, [Main, .. ApplicationsOf(path, files, problems)], environment);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Error(SourcePlace.Whole(Applications), "The folder cannot be read.", e.Message,
                "Check its rights.");
            return null;
        }
    }

    private static IEnumerable<string> ApplicationsOf(string path, FolderFiles files, ConfigurationProblems problems)
    {
        var folder = new DirectoryInfo(Path.Combine(path, Applications));
        if (!folder.Exists) yield break;
        var names = folder.EnumerateDirectories().Select(d => d.Name).Where(n => n[0] != '.');
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            string document = $"{Applications}/{name}/{Application}";
            if (files.Exists(document)) yield return document;
            else
            {
                problems.Warning(SourcePlace.Whole($"{Applications}/{name}"), $"The folder has no {Application}.",
                    "It is not an application and is not read.", $"Add {Application}, or move the folder elsewhere.");
            }
        }
    }
}
