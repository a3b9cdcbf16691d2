namespace Viaduct.Core.Adapters;

/// <summary>The way of a request into the message box, and of its response back, at a two-way receive port.</summary>
public interface IRequestIntake
{
    /// <summary>
    /// Takes a request in as <see cref="IIntake.SubmitAsync"/> does, waits for the response, and runs it through the
    /// location's send pipeline. With a receipt key the response is kept: a request that comes again under its key,
    /// at any server, gets the response to the first.
    /// </summary>
    /// <param name="item">The request.</param>
    /// <param name="cancellationToken">Ends the wait, because whoever asked has gone: the request goes on, and its
    /// response is suspended when it comes.</param>
    /// <returns>The response, or why there is none. Dispose of it once the response is written out.</returns>
    /// <exception cref="OperationCanceledException">Whoever asked has gone, or the process is ending.</exception>
    ValueTask<RequestResult> RequestAsync(SourceItem item, CancellationToken cancellationToken);
}
