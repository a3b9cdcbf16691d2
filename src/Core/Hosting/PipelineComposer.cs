using Viaduct.Core.Assemble;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Receive;

namespace Viaduct.Core.Hosting;

/// <summary>Makes running pipelines of configured ones.</summary>
internal sealed class PipelineComposer(RuntimeCatalog catalog, LoadedConfiguration configuration)
{
    /// <summary>The receive pipeline of a location with its port's maps.</summary>
    public ReceivePipeline Receive(ApplicationModel application, PipelineModel pipeline, IReadOnlyList<MapModel> maps)
    {
        var components = Make(application, pipeline);
        return new ReceivePipeline(
            [.. Of<IBodyComponent>(components, ComponentStage.Decode)],
            [.. Of<IDisassembler>(components, ComponentStage.Disassemble)],
            [.. Of<IBodyComponent>(components, ComponentStage.Validate)],
            MakeMaps(application, maps));
    }

    /// <summary>The send pipeline of a port with its maps.</summary>
    public SendPipeline Send(ApplicationModel application, PipelineModel pipeline, IReadOnlyList<MapModel> maps)
    {
        var components = Make(application, pipeline);
        return new SendPipeline(
            MakeMaps(application, maps),
            [
                .. Of<IBodyComponent>(components, ComponentStage.PreAssemble),
                .. Of<IBodyComponent>(components, ComponentStage.Assemble),
                .. Of<IBodyComponent>(components, ComponentStage.Encode),
            ]);
    }

    private List<(ComponentStage Stage, IPipelineComponent Component)> Make(
        ApplicationModel application, PipelineModel pipeline)
    {
        var resources = Resources(application);
        var made = new List<(ComponentStage, IPipelineComponent)>();
        foreach (var component in pipeline.Components)
        {
            var factory = catalog.Components.FirstOrDefault(f => f.Name == component.Name)
                ?? throw new ComponentConfigurationException(
                    $"This program has no pipeline component '{component.Name}'.");
            made.Add((factory.Stage, factory.Create(component.Options, resources)));
        }

        return made;
    }

    private List<IMap> MakeMaps(ApplicationModel application, IReadOnlyList<MapModel> maps)
    {
        var resources = Resources(application);
        return [.. maps.Select(map => MapFactory(map.File).Create(map, resources))];
    }

    private ComponentResources Resources(ApplicationModel application) =>
        new(configuration.FilesOf(application), application.Promotions) { Application = application.Name };

    private IMapFactory MapFactory(string path) =>
        catalog.Maps.FirstOrDefault(f => path.EndsWith(f.Extension, StringComparison.OrdinalIgnoreCase))
        ?? throw new ComponentConfigurationException(
            $"No kind of map has the extension of '{path}'. "
            + $"Known: {string.Join(", ", catalog.Maps.Select(f => f.Extension))}.");

    private static IEnumerable<T> Of<T>(
        List<(ComponentStage Stage, IPipelineComponent Component)> components, ComponentStage stage) =>
        components.Where(c => c.Stage == stage).Select(c => (T)c.Component);
}
