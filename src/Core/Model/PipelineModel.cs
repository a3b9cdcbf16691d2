namespace Viaduct.Core.Model;

/// <summary>The components of a receive or send pipeline, in the order of their stages.</summary>
/// <param name="Components">The components; empty if the bytes pass through.</param>
public sealed record PipelineModel(IReadOnlyList<ComponentModel> Components)
{
    /// <summary>A pipeline without components.</summary>
    public static readonly PipelineModel PassThrough = new([]);
}
