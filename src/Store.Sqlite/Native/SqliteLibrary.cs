using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;
using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Native;

/// <summary>Loads SQLite, once per process.</summary>
internal static unsafe class SqliteLibrary
{
    /// <summary>Names the library: <c>system</c> or <c>bundled</c>. Not set: automatic.</summary>
    public const string EnvironmentVariable = "VIADUCT_SQLITE";

    /// <summary>The oldest version that the SQL is written for.</summary>
    public const int VersionMin = 3_035_000;

    private static readonly Lazy<SqliteLibraryChoice> s_loaded = new(Load);
    private static nint s_system;

    /// <summary>Makes sure that the library is loaded, and says which.</summary>
    /// <exception cref="StoreRefusedException">There is none, or it is too old or not thread-safe.</exception>
    public static SqliteLibraryChoice Loaded => s_loaded.Value;

    /// <summary>The version of the loaded library.</summary>
    public static string Version => raw.sqlite3_libversion().utf8_to_string();

    private static SqliteLibraryChoice Load()
    {
        var choice = Choose(Environment.GetEnvironmentVariable(EnvironmentVariable));
        if (choice != SqliteLibraryChoice.Bundled)
        {
            s_system = OpenSystem();
            if (s_system == 0 && choice == SqliteLibraryChoice.System)
            {
                throw new StoreRefusedException(
                    $"{EnvironmentVariable}=system, but this system has no SQLite of version {VersionMin / 1_000_000}."
                    + $"{VersionMin / 1000 % 1000} or later. Install it (Debian: libsqlite3-0), or leave the "
                    + "variable out.");
            }
        }
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);
        Batteries_V2.Init();
        if (raw.sqlite3_libversion_number() < VersionMin || raw.sqlite3_threadsafe() == 0)
        {
            throw new StoreRefusedException(
                $"SQLite {Version} is too old or was built without threads. Set {EnvironmentVariable}=bundled.");
        }
        return s_system == 0 ? SqliteLibraryChoice.Bundled : SqliteLibraryChoice.System;
    }

    private static SqliteLibraryChoice Choose(string? wanted) => wanted switch
    {
        null or "" when OperatingSystem.IsLinux() => SqliteLibraryChoice.Automatic,
        null or "" => SqliteLibraryChoice.Bundled,
        "system" => SqliteLibraryChoice.System,
        "bundled" => SqliteLibraryChoice.Bundled,
        _ => throw new StoreRefusedException(
            $"{EnvironmentVariable} is \"{wanted}\": it may be \"system\" or \"bundled\", or not be set."),
    };

    private static nint OpenSystem()
    {
        var name = OperatingSystem.IsLinux() ? "libsqlite3.so.0"
            : OperatingSystem.IsMacOS() ? "/usr/lib/libsqlite3.dylib"
            : "winsqlite3.dll";
        if (!NativeLibrary.TryLoad(name, out var library))
        {
            return 0;
        }
        if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            && ((delegate* unmanaged[Cdecl]<int>)version)() >= VersionMin)
        {
            return library;
        }
        NativeLibrary.Free(library);
        return 0;
    }

    // Zero: the usual search, which finds the bundled one.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == NativeMethods.Library ? s_system : 0;
}
