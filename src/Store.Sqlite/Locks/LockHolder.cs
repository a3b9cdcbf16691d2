using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// Ends a process that hangs while it holds the way to the database: nobody else could ever write again. On Linux only,
/// where the system tells who holds a lock.
/// </summary>
internal static partial class LockHolder
{
    private const string Locks = "/proc/locks";
    private const int OpenProcess = 434;
    private const int SendSignal = 424;
    private const int Kill = 9;
    private const int PidAt = 4;
    private const int FileAt = 5;

    /// <summary>Ends a process if it holds one of these files.</summary>
    /// <param name="process">The process.</param>
    /// <param name="startedBefore">It has been running since before this: a later one of the number is another.</param>
    /// <param name="files">The files.</param>
    /// <returns>True if it was ended.</returns>
    public static bool EndIfHolding(int process, DateTimeOffset startedBefore, params ReadOnlySpan<string> files)
    {
        if (!OperatingSystem.IsLinux() || process == Environment.ProcessId)
        {
            return false;
        }
        // What is opened first stands for this process, even if its number is given out again meanwhile.
        var handle = Call(OpenProcess, process, 0, 0, 0);
        if (handle < 0)
        {
            return false;
        }
        try
        {
            return IsOld(process, startedBefore) && Holds(process, files) && Call(SendSignal, handle, Kill, 0, 0) == 0;
        }
        finally
        {
            _ = Close((int)handle);
        }
    }

    // 7: FLOCK  ADVISORY  WRITE 4711 08:01:1234567 0 EOF; who waits has an arrow behind the number.
    private static bool Holds(int process, ReadOnlySpan<string> files)
    {
        var numbers = new HashSet<ulong>();
        foreach (var file in files)
        {
            if (FileFacts.Read(file) is { } facts)
            {
                numbers.Add(facts.Number);
            }
        }
        foreach (var line in File.ReadLines(Locks))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > FileAt && words[1] == "FLOCK"
                && int.TryParse(words[PidAt], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && pid == process
                && ulong.TryParse(
                    words[FileAt].Split(':')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && numbers.Contains(number))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsOld(int process, DateTimeOffset startedBefore)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return new DateTimeOffset(running.StartTime) <= startedBefore;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
