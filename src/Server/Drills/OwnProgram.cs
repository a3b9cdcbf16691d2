using System.Diagnostics;
using System.Text;

namespace Viaduct.Server.Drills;

/// <summary>How this program is started again, with a hidden command and none of its secrets.</summary>
internal static class OwnProgram
{
    private const string Name = "viaduct";

    private static readonly HashSet<string> Kept = new(
        [
            "PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64",
            "DOTNET_BUNDLE_EXTRACT_BASE_DIR", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
        ],
        StringComparer.Ordinal);

    /// <summary>Starts it, with its input and output redirected.</summary>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static Process Start(params string[] arguments)
    {
        var (file, first) = Find() ?? throw new IOException(
            $"The program {Name} is not in {AppContext.BaseDirectory}.");
        var start = new ProcessStartInfo(file, [.. first, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (string name in start.Environment.Keys.ToArray())
            if (!Kept.Contains(name)) start.Environment.Remove(name);
        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new IOException($"The program {file} cannot be started: {e.Message}", e);
        }
    }

    // This program may run as itself, by dotnet, or lie beside a program that hosts its parts.
    private static (string File, string[] Arguments)? Find()
    {
        string? own = Environment.ProcessPath;
        if (own is not null && Path.GetFileNameWithoutExtension(own) == Name) return (own, []);
        string program = Path.Combine(AppContext.BaseDirectory, Name);
        string library = $"{program}.dll";
        if (File.Exists(program)) return (program, []);
        bool isDotnet = own is not null && Path.GetFileNameWithoutExtension(own) == "dotnet";
        return isDotnet && File.Exists(library) ? (own!, [library]) : null;
    }
}
