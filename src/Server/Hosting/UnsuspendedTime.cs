using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Viaduct.Server.Hosting;

/// <summary>
/// The system's clock, with timestamps that go on while the machine is suspended: a process that wakes up must see that
/// its lease is over (invariant 8). On Linux CLOCK_BOOTTIME, on Windows QueryInterruptTimePrecise; elsewhere as the
/// system's own.
/// </summary>
public sealed partial class UnsuspendedTime : TimeProvider
{
    private const int BootTime = 7;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long InterruptUnitsPerSecond = 10_000_000;

    private UnsuspendedTime()
    {
    }

    /// <summary>The clock.</summary>
    public static UnsuspendedTime Instance { get; } = new();

    /// <inheritdoc/>
    public override long TimestampFrequency =>
        OperatingSystem.IsLinux() ? NanosecondsPerSecond
        : OperatingSystem.IsWindows() ? InterruptUnitsPerSecond
        : Stopwatch.Frequency;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ReadClock(BootTime, out var now);
            return (now.Seconds * NanosecondsPerSecond) + now.Nanoseconds;
        }

        if (!OperatingSystem.IsWindows()) return Stopwatch.GetTimestamp();
        ReadInterruptTime(out ulong units);
        return (long)units;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Timespec now);

    [LibraryImport("api-ms-win-core-realtime-l1-1-1", EntryPoint = "QueryInterruptTimePrecise")]
    private static partial void ReadInterruptTime(out ulong units);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
