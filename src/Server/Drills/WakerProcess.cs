using System.Diagnostics;
using System.Globalization;

namespace Viaduct.Server.Drills;

/// <summary>The process that wakes this one, as this one sees it.</summary>
internal sealed class WakerProcess : IWaker
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private WakerProcess(Process process) => _process = process;

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    /// <exception cref="IOException">It cannot be started, or is not ready in time.</exception>
    public static async Task<WakerProcess> StartAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        int own = Environment.ProcessId;
        long started = ProcessMark.Of(own)?.Started
            ?? throw new IOException("The system does not tell when this process was started (/proc).");
        var process = OwnProgram.Start(
            WakerHost.Command, own.ToString(CultureInfo.InvariantCulture),
            started.ToString(CultureInfo.InvariantCulture),
            ((long)duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        try
        {
            string? said = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask()
                .WaitAsync(StartTimeout, TimeProvider.System, cancellationToken);
            return said == WakerHost.Ready
                ? new WakerProcess(process)
                : throw new IOException($"The process that is to wake this one ended at once: {said}");
        }
        catch (Exception e)
        {
            process.Kill();
            process.Dispose();
            if (e is not TimeoutException) throw;
            throw new IOException("The process that is to wake this one is not ready in time.", e);
        }
    }

    /// <inheritdoc/>
    public void Begin()
    {
        _process.StandardInput.WriteLine(WakerHost.Go);
        _process.StandardInput.Flush();
    }

    /// <summary>Lets it go: it ends when it has nothing to do any more.</summary>
    public void Dispose() => _process.Dispose();
}
