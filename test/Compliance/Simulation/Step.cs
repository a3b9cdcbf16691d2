namespace Viaduct.Compliance.Simulation;

/// <summary>
/// One step. Its numbers choose among what is there when it comes: the same list of steps is the same schedule every
/// time, and a list with steps left out is still a schedule.
/// </summary>
/// <param name="Kind">What happens.</param>
/// <param name="Who">Which process.</param>
/// <param name="What">Which lane, reader, item or host.</param>
/// <param name="How">How many, how far, and what else comes with it.</param>
internal sealed record Step(StepKind Kind, int Who, int What, int How)
{
    /// <inheritdoc/>
    public override string ToString() => $"new(StepKind.{Kind}, {Who}, {What}, {How})";
}
