using System.Runtime.InteropServices;

namespace Viaduct.Server.Drills;

/// <summary>Lets processes stand still and go on, by the signals of the system. Linux only.</summary>
public static partial class ProcessSignal
{
    private const int StopSignal = 19;
    private const int ContinueSignal = 18;

    /// <summary>True if this system has them as they are used here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>A process stands still from now on.</summary>
    /// <exception cref="IOException">It is not there, or the system does not allow it.</exception>
    public static void Stop(int process)
    {
        if (Send(process, StopSignal) != 0)
            throw new IOException($"Process {process} cannot be stopped: error {Marshal.GetLastPInvokeError()}.");
    }

    /// <summary>A process goes on; one that does already is not disturbed.</summary>
    /// <returns>False if it is not there, or the system does not allow it.</returns>
    public static bool Continue(int process) => Send(process, ContinueSignal) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
