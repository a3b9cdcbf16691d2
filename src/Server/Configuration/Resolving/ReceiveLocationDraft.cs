using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>A receive location as written, with its adapter and pipeline, and what comes of it.</summary>
internal sealed record ReceiveLocationDraft(
    ReceiveLocationConfig Config, EndpointModel? Endpoint, PipelineModel Pipeline, MessageFacts Messages,
    PipelineModel SendPipeline)
{
    /// <summary>What is tracked of its messages; null: what its port says.</summary>
    public TrackModel? Track { get; init; }
}
