using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Viaduct.Server.Drills;

/// <summary>This process, by the signals of the system. Hanging needs Linux.</summary>
internal sealed partial class OwnProcess : IOwnProcess
{
    private const int StopSignal = 19;

    private OwnProcess()
    {
    }

    /// <summary>This process.</summary>
    public static OwnProcess Instance { get; } = new();

    /// <inheritdoc/>
    public bool CanHang => OperatingSystem.IsLinux();

    /// <inheritdoc/>
    public async Task<IWaker> StartWakerAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        await WakerProcess.StartAsync(duration, cancellationToken);

    /// <inheritdoc/>
    public void Hang()
    {
        if (Send(Environment.ProcessId, StopSignal) != 0)
            throw new IOException($"The process cannot stop itself: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <inheritdoc/>
    public void Kill()
    {
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
