using System.Runtime.InteropServices;

namespace Viaduct.Store.Sqlite.Native;

/// <summary>What SQLitePCLRaw does not offer, or only with a copy. The same library as its provider's.</summary>
internal static unsafe partial class NativeMethods
{
    public const string Library = "e_sqlite3";

    /// <summary>Binds bytes without a copy: they must stay where they are until the statement is reset.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int index, byte* bytes, int length, nint destructor);

    /// <summary>Binds UTF-8 of a known length, zero bytes and all.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int index, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_system_errno")]
    public static partial int SystemErrorNumber(nint database);

    /// <summary>Sets what is called after every commit with the number of frames in the log.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    public static partial nint WalHook(
        nint database, delegate* unmanaged[Cdecl]<int*, nint, byte*, int, int> hook, int* state);

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    public static int KeepFrames(int* state, nint database, byte* name, int frames)
    {
        *state = frames;
        return SqliteCode.Ok;
    }
}
