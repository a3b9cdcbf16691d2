using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A send port as written, with its adapter, pipeline, filter and maps.</summary>
internal sealed record SendPortDraft(
    SendPortConfig Config,
    EndpointModel? Endpoint,
    PipelineModel Pipeline,
    Filter? Filter,
    IReadOnlyList<MapDraft> Maps,
    ResponseDraft Responses)
{
    /// <summary>How messages say where they go; null: they do not.</summary>
    public DynamicModel? Dynamic { get; init; }

    /// <summary>What is tracked of its messages; null: nothing is written.</summary>
    public TrackModel? Track { get; init; }

    /// <summary>In which order messages are delivered; null: in none.</summary>
    public OrderModel? Order { get; init; }
}
