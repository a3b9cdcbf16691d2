using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Viaduct.Load.Contestants;

/// <summary>
/// How many bytes have gone to the write-ahead log of a SQLite database, told from outside: the header of its index
/// says how many frames the log holds, and its salt changes when the log begins anew. It is looked at every
/// millisecond; what is written between the last look and a new beginning is not counted, less than a hundredth.
/// </summary>
internal sealed class SqliteWalMeter : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    private const int HeaderBytes = 48;
    private const int PageSizeAt = 14;
    private const int FramesAt = 16;
    private const int SaltAt = 32;
    private const int FrameHeaderBytes = 24;

    // Open until the store is closed: closing any handle of a process frees the locks that its other handles hold.
    private readonly SafeFileHandle _index;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _stopped = new();
    private long _bytes;

    /// <summary>Begins to look at an open database.</summary>
    public SqliteWalMeter(string path)
    {
        _index = File.OpenHandle(
            path + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _thread = new Thread(Look) { Name = "log meter", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Bytes since the beginning.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Call it after the store has been closed.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
        _index.Dispose();
        _stopped.Dispose();
    }

    private void Look()
    {
        var last = default((uint Salt, uint Frames));
        while (!_stopped.Wait(LookEvery))
        {
            if (TryRead(out var now, out var pageBytes))
            {
                var frames = last.Salt == 0 ? 0 : now.Salt == last.Salt ? now.Frames - last.Frames : now.Frames;
                Interlocked.Add(ref _bytes, frames * (long)(pageBytes + FrameHeaderBytes));
                last = now;
            }
        }
    }

    /// <summary>False while somebody is writing it: its two copies differ.</summary>
    private bool TryRead(out (uint Salt, uint Frames) now, out int pageBytes)
    {
        Span<byte> both = stackalloc byte[HeaderBytes * 2];
        var read = RandomAccess.Read(_index, both, 0);
        var first = both[..HeaderBytes];
        now = (BinaryPrimitives.ReadUInt32LittleEndian(first[SaltAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(first[FramesAt..]));
        pageBytes = BinaryPrimitives.ReadUInt16LittleEndian(first[PageSizeAt..]);
        return read == both.Length && first.SequenceEqual(both[HeaderBytes..]);
    }
}
