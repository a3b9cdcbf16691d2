using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>
/// Finds the components of a pipeline, fills their options, checks their order, and makes each once: whether its
/// files are usable only the component can say.
/// </summary>
internal sealed class PipelineResolver(
    RuntimeCatalog catalog,
    ComponentResources resources,
    string folder,
    ISet<string> files,
    ConfigurationProblems problems)
{
    private readonly OptionBinder _binder = new(problems);
    private readonly NamedFiles _named = new(resources.Files, problems);

    // Many ports use the same component with the same options: made once.
    private readonly Dictionary<(IPipelineComponentFactory Factory, string Options), ComponentModel?> _made = [];

    private readonly Dictionary<ComponentModel, IPipelineComponent> _components =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>What makes messages of what comes in, as far as it could be made.</summary>
    public IReadOnlyList<IDisassembler> Disassemblers => [.. _components.Values.OfType<IDisassembler>()];

    /// <summary>What is known of the messages of a receive pipeline.</summary>
    public MessageFacts FactsOf(PipelineModel pipeline) =>
        MessageFacts.Of([.. pipeline.Components.Select(component => _components[component])]);

    public PipelineModel Resolve(IReadOnlyList<NamedOptionsConfig> components, bool receive)
    {
        List<ComponentModel> found = [];
        (NamedOptionsConfig Config, ComponentStage Stage)? last = null;
        foreach (var config in components)
        {
            var factory = Find(config.Name);
            if (factory is null || Stages.IsReceive(factory.Stage) != receive)
            {
                Unknown(config, receive, factory);
                continue;
            }

            if (last is { } before) CheckOrder(before.Config, before.Stage, config, factory.Stage);
            last = (config, factory.Stage);
            if (Make(factory, config) is { } component) found.Add(component);
        }

        return found.Count == 0 ? PipelineModel.PassThrough : new PipelineModel(found);
    }

    private void CheckOrder(
        NamedOptionsConfig before, ComponentStage stageBefore, NamedOptionsConfig config, ComponentStage stage)
    {
        if (stage < stageBefore)
        {
            problems.Error(config.Place, $"{config.Name} cannot stand behind {before.Name}.",
                $"{config.Name} belongs to the stage {stage}, which comes before {stageBefore}.",
                $"Put it before {before.Name}.");
        }
        else if (stage == stageBefore && stage == ComponentStage.Assemble)
        {
            problems.Error(config.Place, $"{config.Name} and {before.Name} cannot both assemble.",
                "A message has one wire format.", "Remove one of them.");
        }
    }

    private ComponentModel? Make(IPipelineComponentFactory factory, NamedOptionsConfig config)
    {
        var key = (factory, config.Options?.ToString() ?? "");
        if (_made.TryGetValue(key, out var made)) return made;
        int before = problems.ErrorCount;
        var node = config.Options ?? new YamlMapping(config.Place, []);
        object? options = _binder.Bind(factory.OptionsType, node, $"component {config.Name}");
        var recorded = new RecordedFiles(resources.Files);
        var component = options is not null && problems.ErrorCount == before
            ? Try(factory, options, config, recorded)
            : null;
        if (component is null) return _made[key] = null;
        DoubtCheck.Check(component, folder, problems);
        var model = new ComponentModel(factory.Name, options!) { FilesDigest = recorded.Digest };
        _components.Add(model, component);
        return _made[key] = model;
    }

    private IPipelineComponent? Try(
        IPipelineComponentFactory factory, object options, NamedOptionsConfig config, RecordedFiles recorded)
    {
        try
        {
            files.UnionWith(factory.FilesOf(options, resources.Files));
            return factory.Create(options, resources with { Files = recorded });
        }
        catch (ComponentConfigurationException e)
        {
            if (e.File is { } file) _named.Add(file, e.Line, config.Place, e.Message);
            else problems.Error(config.Place, $"{config.Name} cannot be used.", e.Message,
                $"Correct the options beneath {config.Name}.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Error(config.Place, $"A file of {config.Name} cannot be read.", e.Message,
                "Correct the path or the file.");
        }

        return null;
    }

    private IPipelineComponentFactory? Find(string name) => catalog.Components.FirstOrDefault(c => c.Name == name);

    private void Unknown(NamedOptionsConfig config, bool receive, IPipelineComponentFactory? otherDirection)
    {
        string direction = receive ? "receive" : "send";
        if (otherDirection is not null)
        {
            problems.Error(config.Place, $"{config.Name} cannot stand in a {direction} pipeline.",
                $"It belongs to {(receive ? "send" : "receive")} pipelines.", "Remove it.");
            return;
        }

        string[] names =
            [.. catalog.Components.Where(c => Stages.IsReceive(c.Stage) == receive).Select(c => c.Name)];
        string known = names.Length == 0 ? "There are none."
            : $"Components of a {direction} pipeline are {string.Join(", ", names)}.";
        if (LaterFeatures.FindComponent(config.Name) is { } later)
        {
            problems.Error(config.Place, $"{config.Name} is not supported by this version.", later, "Remove it.");
            return;
        }

        string? near = Spelling.Nearest(config.Name, names);
        problems.Error(config.Place, $"The component {config.Name} is not known.", known,
            near is null ? "Remove it." : $"Write {near}.");
    }
}
