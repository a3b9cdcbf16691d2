using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>How the process of isolated maps is started: this program again, with a hidden command.</summary>
internal static class WorkerProgram
{
    private const string Name = "viaduct";

    // What the runtime and the loader need; nothing that a server knows.
    private static readonly HashSet<string> Kept = new(
        [
            "PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LD_LIBRARY_PATH", "DOTNET_ROOT",
            "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_BUNDLE_EXTRACT_BASE_DIR",
            "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the program is to be found.</summary>
    public static bool IsThere => Find() is not null;

    /// <summary>Starts one.</summary>
    /// <param name="memoryBytes">The most memory that its heap may take.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static Process Start(long memoryBytes)
    {
        var (file, arguments) = Find() ?? throw new IOException(
            $"An isolated map needs the program {Name} in {AppContext.BaseDirectory}, where it is not. Install it.");
        var start = new ProcessStartInfo(file, [.. arguments, WorkerFrames.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.ToArray())
            if (!Kept.Contains(name)) start.Environment.Remove(name);
        start.Environment["DOTNET_GCHeapHardLimit"] = memoryBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new IOException($"The process for isolated maps cannot be started: {e.Message}", e);
        }
    }

    // This program may run as itself, by dotnet, or lie beside a program that hosts its parts.
    private static (string File, string[] Arguments)? Find()
    {
        string? own = Environment.ProcessPath;
        if (own is not null && Path.GetFileNameWithoutExtension(own) == Name) return (own, []);
        string library = Path.Combine(AppContext.BaseDirectory, $"{Name}.dll");
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        if (File.Exists(program)) return (program, []);
        bool isDotnet = own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet";
        return isDotnet && File.Exists(library) ? (own!, [library]) : null;
    }
}
