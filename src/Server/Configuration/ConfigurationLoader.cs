using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Validation;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration;

/// <summary>
/// Reads a configuration, checks all of it, and builds its model and package. A folder and a package go the same
/// way, so that what was validated is what runs.
/// </summary>
/// <param name="catalog">What a configuration can use.</param>
public sealed class ConfigurationLoader(RuntimeCatalog catalog) : IConfigurationLoader
{
    /// <summary>Reads a folder with <c>viaduct.yaml</c>, or a single YAML file.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="environment">Gives the value of an environment variable, or null if it is not set.</param>
    /// <returns>The configuration, or every mistake; never throws because of what the files hold.</returns>
    public ConfigurationResult LoadFolder(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);
        var problems = new ConfigurationProblems();
        if (FolderSource.Open(path, environment, problems) is not { } source)
            return new ConfigurationResult(problems.ToList(), null);
        var (draft, variables) = Resolve(source, problems);
        var package = problems.HasErrors ? null : Pack(source, variables, problems);
        return Result(draft, package, problems);
    }

    /// <summary>Reads a package, for example the active one from the store.</summary>
    /// <param name="package">The package.</param>
    /// <returns>The configuration; or mistakes, if this version of Viaduct demands more than the one that made the
    /// package.</returns>
    public ConfigurationResult LoadPackage(ConfigurationPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var problems = new ConfigurationProblems();
        var (draft, _) = Resolve(new PackageSource(package), problems);
        return Result(draft, package, problems);
    }

    /// <inheritdoc/>
    public LoadedConfiguration Load(ReadOnlyMemory<byte> package)
    {
        var result = LoadPackage(Read(package));
        if (result.Configuration is { } configuration) return configuration.ToLoaded();
        var first = result.Problems.First(p => p.Severity == ProblemSeverity.Error);
        throw new ComponentConfigurationException(
            $"The configuration in the store does not fit this version of Viaduct: {first}", first.File, first.Line);
    }

    private static ConfigurationPackage Read(ReadOnlyMemory<byte> package)
    {
        try
        {
            return ConfigurationPackage.Read(package);
        }
        catch (InvalidDataException e)
        {
            throw new ComponentConfigurationException(e.Message, inner: e);
        }
    }

    private (ConfigurationDraft Draft, Variables Variables) Resolve(
        IConfigurationSource source, ConfigurationProblems problems)
    {
        var variables = new Variables(source.Variable);
        var (group, applications) = new DocumentFinder(source, variables, problems).Find();
        List<ApplicationDraft> drafts = [];
        foreach (var (config, folder) in applications)
        {
            var files = new ApplicationFiles(source.Files, folder);
            var resolver = new ApplicationResolver(config, files, catalog, problems);
            drafts.Add(resolver.Resolve());
            ReadNamed(resolver.Named, files, config.Source.Place, problems);
        }

        // Without the group most rules would complain about its absence.
        var draft = new ConfigurationDraft(group ?? new GroupConfig { Group = "" }, drafts);
        if (group is null) return (draft, variables);
        foreach (var rule in ConfigurationRules.Of(catalog)) rule.Validate(draft, problems);
        return (draft, variables);
    }

    // What a component names but did not open yet is packed too. Its absence is the component's to report.
    private static void ReadNamed(
        IEnumerable<string> named, ApplicationFiles files, SourcePlace place, ConfigurationProblems problems)
    {
        foreach (string path in named.Where(files.Exists))
        {
            try
            {
                files.Open(path).Dispose();
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                problems.Error(place, $"The file {path} cannot be packed.", e.Message,
                    "Check the file and its rights.");
            }
        }
    }

    private static ConfigurationPackage? Pack(FolderSource source, Variables variables, ConfigurationProblems problems)
    {
        var files = source.Folder.Read;
        long bytes = files.Values.Sum(f => (long)f.Length);
        if (files.Count <= ConfigurationPackage.FilesMax && bytes <= ConfigurationPackage.BytesMax)
            return ConfigurationPackage.Create(source.Documents, variables.Used, files);
        problems.Error(SourcePlace.Whole(source.Documents[0]),
            $"The configuration names {files.Count:N0} files of {bytes:N0} bytes.",
            $"A package has at most {ConfigurationPackage.FilesMax:N0} files "
            + $"of {ConfigurationPackage.BytesMax:N0} bytes together.",
            "Name fewer or smaller files.");
        return null;
    }

    private static ConfigurationResult Result(
        ConfigurationDraft draft, ConfigurationPackage? package, ConfigurationProblems problems)
    {
        var configuration = problems.HasErrors || package is null
            ? null
            : new CheckedConfiguration(ModelBuilder.Build(draft), package);
        return new ConfigurationResult(problems.ToList(), configuration);
    }
}
