using Microsoft.Extensions.Hosting;

namespace Viaduct.Cli.Drill;

/// <summary>Leaves the signals of the process to the command.</summary>
internal sealed class CollectorLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
