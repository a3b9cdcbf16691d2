using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>statx: its structure is the same on every processor, unlike that of stat.</summary>
internal static partial class LinuxStatCall
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint BasicAndBirth = 0xfff; // STATX_BASIC_STATS | STATX_BTIME
    private const uint Birth = 0x800; // STATX_BTIME
    private const int TypeMask = 0xf000; // S_IFMT
    private const int TypeRegular = 0x8000; // S_IFREG
    private const int TypeFolder = 0x4000; // S_IFDIR
    private const int AnyWrite = 0b010_010_010; // S_IWUSR | S_IWGRP | S_IWOTH

    /// <summary>Looks at a name, without following a link.</summary>
    public static FileFault OfPath(string path, out FileStat stat) =>
        Call(CurrentFolder, path, NoFollow, out stat);

    /// <summary>Looks at an open file.</summary>
    public static FileFault OfHandle(SafeHandle handle, out FileStat stat)
    {
        bool held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            return Call((int)handle.DangerousGetHandle(), "", EmptyPath, out stat);
        }
        finally
        {
            if (held) handle.DangerousRelease();
        }
    }

    private static FileFault Call(int folder, string path, int flags, out FileStat stat)
    {
        stat = default;
        if (Statx(folder, path, flags, BasicAndBirth, out var answer) != 0) return LinuxErrors.Last();
        bool knowsBirth = (answer.Mask & Birth) != 0;
        stat = new FileStat(
            Kind: (answer.Mode & TypeMask) switch
            {
                TypeRegular => FileKind.Regular,
                TypeFolder => FileKind.Folder,
                _ => FileKind.Special,
            },
            IsReadOnly: (answer.Mode & AnyWrite) == 0,
            Length: (long)answer.Size,
            Modified: Ticks(answer.ModifiedSeconds, answer.ModifiedNanoseconds),
            Born: knowsBirth ? Ticks(answer.BirthSeconds, answer.BirthNanoseconds) : 0,
            Id: answer.Inode,
            Links: answer.Links);
        return FileFault.None;
    }

    // A file may carry any time, also one that no calendar holds.
    private static long Ticks(long seconds, uint nanoseconds) =>
        DateTime.UnixEpoch.Ticks
        + (Math.Clamp(seconds, -62_135_596_800, 253_402_300_799) * TimeSpan.TicksPerSecond)
        + (nanoseconds / 100);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out Answer answer);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Answer
    {
        [FieldOffset(0)]
        public uint Mask;

        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(80)]
        public long BirthSeconds;

        [FieldOffset(88)]
        public uint BirthNanoseconds;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
    }
}
