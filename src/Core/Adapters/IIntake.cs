namespace Viaduct.Core.Adapters;

/// <summary>The way from a receiver into the message box, through the location's receive pipeline.</summary>
public interface IIntake
{
    /// <summary>
    /// Runs the receive pipeline over a source item, publishes its messages and suspends its bad parts, in one commit
    /// with its receipt, and returns after that commit. Call it for many items at once: they share commits.
    /// </summary>
    /// <param name="item">What came in.</param>
    /// <param name="cancellationToken">Takes the item back, if its commit has not begun: it is refused then, and
    /// nothing of it is stored. A commit that has begun is waited for.</param>
    /// <returns>What became of the item. It never throws for bad input.</returns>
    /// <exception cref="OperationCanceledException">The process is ending and the outcome is unknown: the item, coming
    /// again under the same receipt key, is settled by it.</exception>
    ValueTask<IntakeResult> SubmitAsync(SourceItem item, CancellationToken cancellationToken);

    /// <summary>
    /// False while an item would have to wait: the store is away or behind, or this process may not act. A receiver
    /// whose source can wait submits all the same; one that must answer somebody refuses.
    /// </summary>
    bool IsOpen { get; }

    /// <summary>
    /// A place for bytes that can be read only once, in memory if they are few, else in the store. The body that comes
    /// of it is submitted in an item, once, or goes with this process.
    /// </summary>
    /// <remarks>From the writer: <see cref="Pipelines.BodyTooLargeException"/> above the group's limit, and
    /// <see cref="Store.StoreUnavailableException"/> while the store is away.</remarks>
    Pipelines.IBodyWriter CreateBody();
}
