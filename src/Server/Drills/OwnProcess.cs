using System.Diagnostics;

namespace Viaduct.Server.Drills;

/// <summary>This process, by the signals of the system. Hanging needs Linux.</summary>
internal sealed class OwnProcess : IOwnProcess
{
    private OwnProcess()
    {
    }

    /// <summary>This process.</summary>
    public static OwnProcess Instance { get; } = new();

    /// <inheritdoc/>
    public bool CanHang => ProcessSignal.IsSupported;

    /// <inheritdoc/>
    public async Task<IWaker> StartWakerAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        await WakerProcess.StartAsync(duration, cancellationToken);

    /// <inheritdoc/>
    public void Hang() => ProcessSignal.Stop(Environment.ProcessId);

    /// <inheritdoc/>
    public void Kill()
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }
}
