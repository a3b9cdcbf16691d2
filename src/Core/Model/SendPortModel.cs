using Viaduct.Core.Route;

namespace Viaduct.Core.Model;

/// <summary>An exit: static or dynamic, one-way or two-way (solicit-response).</summary>
public sealed record SendPortModel
{
    /// <summary>Unique among the send ports and send port groups of the group.</summary>
    public required string Name { get; init; }

    /// <summary>The application that the port belongs to.</summary>
    public required string Application { get; init; }

    /// <summary>The host that sends.</summary>
    public required string Host { get; init; }

    /// <summary>The adapter and its options.</summary>
    public required EndpointModel Endpoint { get; init; }

    /// <summary>The send pipeline; without components the bytes pass through.</summary>
    public PipelineModel Pipeline { get; init; } = PipelineModel.PassThrough;

    /// <summary>
    /// What the port wants: its own filter or that of any of its send port groups; null if it has none, so that no
    /// published message reaches it.
    /// </summary>
    public Predicate? Subscription { get; init; }

    /// <summary>How often and when a failed transmission is tried again.</summary>
    public RetryModel Retry { get; init; } = new();

    /// <summary>What is wanted; an operator's stop, kept in the store, goes before it.</summary>
    public SendPortState State { get; init; } = SendPortState.Started;

    /// <summary>The maps, in the order in which they are tried.</summary>
    public IReadOnlyList<MapModel> Maps { get; init; } = [];

    /// <summary>How messages say where they go; null: all go to <see cref="Endpoint"/>.</summary>
    public DynamicModel? Dynamic { get; init; }

    /// <summary>What is tracked of its messages.</summary>
    public TrackModel Track { get; init; } = TrackModel.Default;

    /// <summary>In which order messages are delivered; null: they may overtake one another.</summary>
    public OrderModel? Order { get; init; }

    /// <summary>True if the far side's responses are received.</summary>
    public bool IsTwoWay { get; init; }

    /// <summary>The receive pipeline for responses, at a two-way port.</summary>
    public PipelineModel ReceivePipeline { get; init; } = PipelineModel.PassThrough;

    /// <summary>The maps for responses, in the order in which they are tried.</summary>
    public IReadOnlyList<MapModel> ResponseMaps { get; init; } = [];
}
