using System.Runtime.InteropServices;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>
/// What the operating system says of a file beyond what the base class library tells: on Linux, by statx(2).
/// </summary>
/// <param name="Owner">The user it belongs to.</param>
/// <param name="Names">Its names in all folders (hard links).</param>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there: another file under the same name has another one.</param>
internal readonly partial record struct FileFacts(uint Owner, uint Names, ulong Device, ulong Number)
{
    private const int CurrentFolder = -100;
    private const uint BasicFacts = 0x7FF;
    private const int StatxBytes = 256;
    private const int NamesAt = 16;
    private const int OwnerAt = 20;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;

    /// <summary>The user that this process acts as.</summary>
    public static uint CurrentUser => EffectiveUser();

    /// <summary>The facts of a file; null if it is not there, or this is not Linux.</summary>
    public static unsafe FileFacts? Read(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }
        Span<byte> facts = stackalloc byte[StatxBytes];
        fixed (byte* start = facts)
        {
            if (ReadFacts(CurrentFolder, path, 0, BasicFacts, start) != 0)
            {
                return null;
            }
        }
        return new FileFacts(
            MemoryMarshal.Read<uint>(facts[OwnerAt..]), MemoryMarshal.Read<uint>(facts[NamesAt..]),
            MemoryMarshal.Read<ulong>(facts[DeviceAt..]), MemoryMarshal.Read<ulong>(facts[NumberAt..]));
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ReadFacts(int folder, string path, int flags, uint mask, byte* facts);
}
