using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Options;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>
/// Finds everything that an application names: properties, adapters, components, files, and reads its filters.
/// </summary>
internal sealed class ApplicationResolver
{
    private static readonly string[] LocationKeys =
        [.. RecordShape.Of(typeof(ReceiveLocationConfig)).Options.Select(o => o.Key)];
    private static readonly string[] SendPortKeys =
        [.. RecordShape.Of(typeof(SendPortConfig)).Options.Select(o => o.Key)];

    private readonly ApplicationConfig _config;
    private readonly ApplicationFiles _files;
    private readonly ConfigurationProblems _problems;
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<PropertySchemaModel> _propertySchemas;
    private readonly PropertySchemaResolver _properties;
    private readonly EndpointResolver _endpoints;
    private readonly PipelineResolver _pipelines;
    private readonly FilterResolver _filters;
    private readonly DynamicResolver _dynamics;
    private readonly TrackResolver _tracks;
    private readonly OrderResolver _orders;
    private readonly MapResolver _maps;

    public ApplicationResolver(
        ApplicationConfig config, ApplicationFiles files, RuntimeCatalog catalog, ConfigurationProblems problems)
    {
        (_config, _files, _problems) = (config, files, problems);
        _properties = new PropertySchemaResolver(files, _named, problems);
        _propertySchemas = [.. config.PropertySchemas.Select(_properties.Resolve).OfType<PropertySchemaModel>()];
        var resources = new ComponentResources(files, _properties.Promotions) { Application = config.Application };
        _endpoints = new EndpointResolver(catalog, new PropertyMacros(_propertySchemas), problems);
        _pipelines = new PipelineResolver(catalog, resources, files.Folder, _named, problems);
        var names = NamesOf(catalog);
        _filters = new FilterResolver(names, problems);
        _dynamics = new DynamicResolver(names, problems);
        _tracks = new TrackResolver(names, problems);
        _orders = new OrderResolver(names, problems);
        _maps = new MapResolver(catalog, resources, files.Folder, _named, problems);
    }

    /// <summary>The files that the application names, as it names them; complete after it was resolved.</summary>
    public IReadOnlyCollection<string> Named => _named;

    public ApplicationDraft Resolve()
    {
        var draft = new ApplicationDraft(
            _config, _files.Folder, _propertySchemas, _properties.Promotions,
            [.. _config.ReceivePorts.Select(Resolve)],
            [.. _config.SendPorts.Select(Resolve)],
            [.. _config.SendPortGroups.Select(g => new SendPortGroupDraft(g, _filters.Resolve(g.Source)))]);
        var maps = _config.ReceivePorts.SelectMany(p => p.Maps.Concat(p.ResponseMaps))
            .Concat(_config.SendPorts.SelectMany(p => p.Maps.Concat(p.ResponseMaps)));
        PromotionCheck.Check(_properties.Written, _pipelines.Disassemblers, [.. maps.Select(m => m.To)], _problems);
        return draft;
    }

    private ReceivePortDraft Resolve(ReceivePortConfig port)
    {
        var maps = _maps.Check(port.Maps);
        return new ReceivePortDraft(
            port, [.. port.Locations.Select(Resolve)], maps, _maps.Check(port.ResponseMaps))
        {
            Track = _tracks.Resolve(port.Track),
        };
    }

    private ReceiveLocationDraft Resolve(ReceiveLocationConfig location)
    {
        var endpoint = _endpoints.Receive(location.Adapters, location.Source, LocationKeys);
        var pipeline = _pipelines.Resolve(location.Receive, receive: true);
        return new ReceiveLocationDraft(
            location, endpoint, pipeline, _pipelines.FactsOf(pipeline),
            _pipelines.Resolve(location.Send, receive: false))
        {
            Track = _tracks.Resolve(location.Track),
        };
    }

    private SendPortDraft Resolve(SendPortConfig port)
    {
        var maps = _maps.Check(port.Maps);
        var endpoint = _endpoints.Send(port.Adapters, port.Source, SendPortKeys);
        var pipeline = _pipelines.Resolve(port.Send, receive: false);
        var responses = _pipelines.Resolve(port.Receive, receive: true);
        return new SendPortDraft(
            port, endpoint, pipeline, _filters.Resolve(port.Source), maps,
            new ResponseDraft(responses, _pipelines.FactsOf(responses), _maps.Check(port.ResponseMaps)))
        {
            Dynamic = _dynamics.Resolve(port.Dynamic), Track = _tracks.Resolve(port.Track),
            Order = _orders.Resolve(port.Order),
        };
    }

    private FilterNames NamesOf(RuntimeCatalog catalog)
    {
        var ofAdapters = catalog.Adapters.SelectMany(a => a.Properties).ToLookup(p => p.Promoted);
        return FilterNames.System
            .With(ofAdapters[true].Select(p => new FilterProperty($"{p.Prefix}.{p.Key.Name}", p.Key, p.Kind)))
            .WithWritten(ofAdapters[false].Select(p => $"{p.Prefix}.{p.Key.Name}"))
            .With(_propertySchemas.SelectMany(s => s.Properties.Select(
                p => new FilterProperty($"{s.Prefix}.{p.Key.Name}", p.Key, p.Kind))));
    }
}
