using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Store;

/// <summary>
/// What components may use, with the store as the place of large bodies. The limits are those of the configuration that
/// runs at the moment.
/// </summary>
internal sealed class StorePipelineContext(
    IBodyStore bodies, SessionId session, Func<PipelineLimits> limits, TimeProvider time) : PipelineContext
{
    // Null outside a run.
    private List<StoredBody>? _made;

    /// <inheritdoc/>
    public override PipelineLimits Limits => limits();

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => new BodyWriter(bodies, session, limits(), time, _made);

    /// <summary>
    /// The same for one run of a pipeline, which knows afterwards what was stored on the way. Not thread-safe.
    /// </summary>
    public StorePipelineContext BeginRun() => new(bodies, session, limits, time) { _made = [] };

    /// <summary>Discards what the run has stored so far and no message has taken: it is in nobody's way.</summary>
    public async ValueTask DiscardUnusedAsync()
    {
        if (_made is null or []) return;
        var unused = _made.FindAll(static body => body.TryTake());
        _made.Clear();
        try
        {
            foreach (var body in unused) await bodies.DiscardAsync(session, body.BodyId, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // They go with the session.
        }
    }
}
