using Viaduct.Core.Adapters;

namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>Where a two-way receiver submits requests: the way behind it can be replaced while it works.</summary>
/// <param name="port">The way as it is first.</param>
internal sealed class RequestDoor(RequestPort port) : IRequestIntake
{
    private volatile RequestPort _port = port;

    /// <inheritdoc/>
    public ValueTask<RequestResult> RequestAsync(SourceItem item, CancellationToken cancellationToken) =>
        _port.RequestAsync(item, cancellationToken);

    /// <summary>Goes another way from now on; requests that wait get their response by the one they came.</summary>
    public void Replace(RequestPort next) => _port = next;
}
