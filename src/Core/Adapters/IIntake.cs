namespace Viaduct.Core.Adapters;

/// <summary>The way from a receiver into the message box, through the location's receive pipeline.</summary>
public interface IIntake
{
    /// <summary>
    /// Runs the receive pipeline over a source item, publishes its messages and suspends its bad parts, in one commit
    /// with its receipt, and returns after that commit. Call it for many items at once: they share commits.
    /// </summary>
    /// <returns>What became of the item. It never throws for bad input.</returns>
    /// <exception cref="OperationCanceledException">The receiver is being stopped; the outcome is unknown, and the
    /// item, coming again under the same receipt key, is settled by it.</exception>
    ValueTask<IntakeResult> SubmitAsync(SourceItem item, CancellationToken cancellationToken);
}
