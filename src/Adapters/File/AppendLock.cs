using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>The lock of a file that is appended to: a hidden file beside it, held by one sender at a time.</summary>
internal static class AppendLock
{
    private const int NameBytes = 8;

    /// <summary>How long a sender waits for another one to finish.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The lock's name; short however long the file's name is.</summary>
    public static string NameFor(string fileName)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(fileName));
        return $".{Convert.ToHexStringLower(hash.AsSpan(0, NameBytes))}{ClaimedName.LockEnding}";
    }

    /// <summary>Takes the lock; it is let go with the handle, also by a crash.</summary>
    /// <returns>The handle, or the fault after <see cref="WaitMax"/>.</returns>
    public static async Task<(SafeFileHandle? Handle, FileFault Fault)> TakeAsync(
        FileSendPort port, string folder, string fileName, CancellationToken cancellationToken)
    {
        var time = port.Context.Time;
        string path = Path.Join(folder, NameFor(fileName));
        long begun = time.GetTimestamp();
        while (true)
        {
            var fault = port.Files.OpenWrite(path, exclusive: true, out var handle);
            if (handle is not null || fault.Kind != FileFaultKind.Busy) return (handle, fault);
            if (time.GetElapsedTime(begun) >= WaitMax) return (null, fault);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
