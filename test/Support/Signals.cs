using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Viaduct.Support;

/// <summary>Signals to processes by id, and waiting for the end of a process that is not a child of ours.</summary>
public static partial class Signals
{
    /// <summary>
    /// The process reads its standard end-of-terminal signal: stop at once, PostgreSQL's "immediate".
    /// </summary>
    public const int Quit = 3;

    /// <summary>The process is ended by the kernel and cannot react.</summary>
    public const int Kill = 9;

    /// <summary>The process is asked to stop in order.</summary>
    public const int Terminate = 15;

    /// <summary>A stopped process goes on.</summary>
    public const int Continue = 18;

    /// <summary>The process is stopped where it stands, as in a long pause, until it is continued.</summary>
    public const int Stop = 19;

    private const int NoSuchProcess = 3;
    private const int PidfdOpen = 434;
    private const short PollIn = 1;

    /// <summary>Sends a signal. False if there is no such process any more.</summary>
    /// <exception cref="Win32Exception">The process belongs to another user.</exception>
    public static bool Send(int processId, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(processId, 1);
        if (KillProcess(processId, signal) == 0)
        {
            return true;
        }
        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    /// <summary>Waits until a process has ended.</summary>
    /// <exception cref="TimeoutException">It has not ended in time.</exception>
    public static async Task WaitForEndAsync(int processId, TimeSpan timeout)
    {
        var handle = (int)OpenPidfd(PidfdOpen, processId, 0);
        if (handle < 0)
        {
            return;
        }
        try
        {
            var request = new PollRequest { Handle = handle, Events = PollIn };
            var ready = await Task.Run(() => Poll(ref request, 1, (int)timeout.TotalMilliseconds));
            if (ready <= 0)
            {
                throw new TimeoutException($"Process {processId} has not ended within {timeout}.");
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>The ids of the processes whose parent is this one.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && ParentOf(folder) == processId)
            {
                children.Add(id);
            }
        }
        return children;
    }

    private static int ParentOf(string procFolder)
    {
        try
        {
            // "1234 (name, which may hold blanks and brackets) S 1 …": the parent is the second word after the name.
            var stat = File.ReadAllText(Path.Combine(procFolder, "stat"));
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(words[1]);
        }
        catch (IOException)
        {
            return -1; // ended while we looked
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int KillProcess(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint OpenPidfd(nint number, nint processId, nint flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollRequest request, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Handle;
        public short Events;
        public short Returned;
    }
}
