namespace Viaduct.Core.Model;

/// <summary>One address of a receive port.</summary>
public sealed record ReceiveLocationModel
{
    /// <summary>Unique among the receive locations of the group.</summary>
    public required string Name { get; init; }

    /// <summary>The receive port that the location belongs to.</summary>
    public required string Port { get; init; }

    /// <summary>The host that receives.</summary>
    public required string Host { get; init; }

    /// <summary>The adapter and its options.</summary>
    public required EndpointModel Endpoint { get; init; }

    /// <summary>The receive pipeline; without components the bytes pass through.</summary>
    public PipelineModel Pipeline { get; init; } = PipelineModel.PassThrough;

    /// <summary>The send pipeline for responses, at a two-way port.</summary>
    public PipelineModel SendPipeline { get; init; } = PipelineModel.PassThrough;

    /// <summary>What is tracked of its messages.</summary>
    public TrackModel Track { get; init; } = TrackModel.Default;

    /// <summary>False if the location is configured but receives nothing. Default true.</summary>
    public bool Enabled { get; init; } = true;
}
