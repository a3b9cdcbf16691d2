using Microsoft.Extensions.Hosting;

namespace Viaduct.Server.Api;

/// <summary>Leaves signals to the program: the listener ends with its server, and not by itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
