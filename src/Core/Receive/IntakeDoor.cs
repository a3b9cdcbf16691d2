using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>
/// Where a receiver submits what it takes: the way behind it can be replaced while it works. What has not been
/// committed then goes the new way, from its start.
/// </summary>
/// <param name="intake">The way as it is first.</param>
/// <param name="services">What an intake works with.</param>
internal sealed class IntakeDoor(LocationIntake intake, IntakeServices services) : IIntake
{
    private volatile LocationIntake? _way = intake;
    private volatile LocationIntake _last = intake;

    /// <summary>The way as it is now; null if there is none any more.</summary>
    public LocationIntake? Way => _way;

    /// <inheritdoc/>
    public bool IsOpen => _way is not null && services.Lease.MayAct && services.Unit.IsOpen;

    /// <inheritdoc/>
    public IBodyWriter CreateBody() => services.Pipeline.CreateBody();

    /// <inheritdoc/>
    public async ValueTask<IntakeResult> SubmitAsync(SourceItem item, CancellationToken cancellationToken)
    {
        // Each turn meets another configuration.
        while (_way is { } way)
            if (await way.SubmitAsync(item, cancellationToken) is { } result) return result;
        return await _last.RefuseAsync(item);
    }

    /// <summary>
    /// Goes another way from now on. Called after the change is active in the store, and before this process routes by
    /// it: what the old way has made and the store has not got will not be taken by the writer.
    /// </summary>
    /// <param name="next">The new way; null: there is none, items stay at their source.</param>
    public void Replace(LocationIntake? next)
    {
        var before = _last;
        _way = next;
        if (next is not null) _last = next;
        before.Retire();
    }
}
