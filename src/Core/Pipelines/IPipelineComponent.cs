namespace Viaduct.Core.Pipelines;

/// <summary>
/// What runs in a stage of a pipeline. One instance serves all messages of its location or port, from several threads
/// at once, so it keeps no state per message.
/// </summary>
public interface IPipelineComponent
{
    /// <summary>One sentence that says what the component does here; shown with the composed pipeline.</summary>
    string Sentence { get; }
}
