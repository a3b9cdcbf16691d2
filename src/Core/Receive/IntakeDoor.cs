using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>
/// Where a receiver submits what it takes: the way behind it can be replaced while it works. What has not been
/// committed then goes the new way, from its start. While a version is tried there are two ways.
/// </summary>
/// <param name="intake">The way as it is first.</param>
/// <param name="tried">The way of a version that is tried; null if none is.</param>
/// <param name="services">What an intake works with.</param>
internal sealed class IntakeDoor(LocationIntake intake, TriedIntake? tried, IntakeServices services) : IIntake
{
    private volatile Ways? _ways = new(intake, tried);
    private volatile Ways _last = new(intake, tried);

    /// <inheritdoc/>
    public bool IsOpen => _ways is not null && services.Lease.MayAct && services.Unit.IsOpen;

    /// <inheritdoc/>
    public IBodyWriter CreateBody() => services.Pipeline.CreateBody();

    /// <summary>The way of an interchange as it is now; null if there is none any more.</summary>
    /// <param name="interchange">Its id; null for a new one.</param>
    /// <returns>The way, and the id: a new one is drawn where the way depends on it.</returns>
    public (LocationIntake? Way, Guid? Interchange) WayOf(Guid? interchange)
    {
        var ways = _ways;
        if (ways?.Tried is not { } tried) return (ways?.Intake, interchange);
        var id = interchange ?? Ids.Create(services.Time.GetUtcNow());
        return (tried.Share.Takes(id) ? tried.Intake : ways.Intake, id);
    }

    /// <inheritdoc/>
    public async ValueTask<IntakeResult> SubmitAsync(SourceItem item, CancellationToken cancellationToken)
    {
        var interchange = item.InterchangeId;
        while (true)
        {
            // Each turn meets another configuration.
            (var way, interchange) = WayOf(interchange);
            if (way is null) return await _last.Intake.RefuseAsync(item);
            if (await way.SubmitAsync(item, interchange, cancellationToken) is { } result) return result;
        }
    }

    /// <summary>
    /// Goes another way from now on. Called after the change is active in the store, and before this process routes by
    /// it: what the old way has made and the store has not got will not be taken by the writer.
    /// </summary>
    /// <param name="next">The new way; null: there is none, items stay at their source.</param>
    /// <param name="tried">The way of a version that is tried; null if none is.</param>
    public void Replace(LocationIntake? next, TriedIntake? tried = null)
    {
        var before = _last;
        var ways = next is null ? null : new Ways(next, tried);
        _ways = ways;
        if (ways is not null) _last = ways;
        before.Intake.Retire();
        before.Tried?.Intake.Retire();
    }

    private sealed record Ways(LocationIntake Intake, TriedIntake? Tried);
}
