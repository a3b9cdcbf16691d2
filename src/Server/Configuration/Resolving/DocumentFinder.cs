using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>Reads all YAML files of a source and tells groups from applications by their first word.</summary>
internal sealed class DocumentFinder(IConfigurationSource source, Variables variables, ConfigurationProblems problems)
{
    private readonly OptionBinder _binder = new(problems);
    private readonly List<(ApplicationConfig Config, string Folder)> _applications = [];
    private GroupConfig? _group;

    /// <returns>The group, or null if there is none, and the applications with the folders of their files.</returns>
    public (GroupConfig? Group, IReadOnlyList<(ApplicationConfig Config, string Folder)> Applications) Find()
    {
        foreach (string file in source.Documents)
        {
            if (Bytes(file) is not { } bytes) continue;
            foreach (var document in YamlReader.Read(file, bytes, variables, problems)) Take(document, file);
        }

        if (_group is null && !problems.HasErrors)
        {
            problems.Error(SourcePlace.Whole(source.Documents[0]), "There is no document of the group.",
                "It names the group, its store and its hosts.", "Add a document that begins with group: NAME.");
        }

        return (_group, _applications);
    }

    private byte[]? Bytes(string file)
    {
        try
        {
            using var stream = source.Files.Open(file);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Error(SourcePlace.Whole(file), "The file cannot be read.", e.Message,
                "Check the file and its rights.");
            return null;
        }
    }

    private void Take(YamlNode document, string file)
    {
        var mapping = document as YamlMapping;
        var (group, application) = (mapping?.Find("group"), mapping?.Find("application"));
        if (group is not null && application is not null)
        {
            problems.Error(application.Place, "A document is a group or an application, not both.",
                $"group stands in line {group.Place.Line}.", "Separate the two by a line ---.");
        }
        else if (group is not null) TakeGroup(mapping!);
        else if (application is not null)
        {
            int slash = file.LastIndexOf('/');
            var config = (ApplicationConfig)_binder.Bind(typeof(ApplicationConfig), mapping!, "application")!;
            _applications.Add((config, slash < 0 ? "" : file[..slash]));
        }
        else Neither(document, mapping);
    }

    private void TakeGroup(YamlMapping mapping)
    {
        if (_group is not null)
        {
            var first = _group.Source.Place;
            problems.Error(mapping.Place, "There are two documents of the group.",
                $"The first stands in {first.File}, line {first.Line}.", "Put all of it into one.");
            return;
        }

        _group = (GroupConfig)_binder.Bind(typeof(GroupConfig), mapping, "group")!;
    }

    private void Neither(YamlNode document, YamlMapping? mapping)
    {
        var near = mapping?.Entries.FirstOrDefault(e => Spelling.Nearest(e.Key, ["group", "application"]) is not null);
        problems.Error(near?.Place ?? document.Place, "The document is neither a group nor an application.",
            "It has no key group and no key application.",
            near is null ? "Add group: NAME or application: NAME."
                : $"Write {Spelling.Nearest(near.Key, ["group", "application"])} instead of {near.Key}.");
    }
}
