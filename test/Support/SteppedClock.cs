namespace Viaduct.Support;

/// <summary>
/// The wall clock of processes that are started with it, which can be set forward and back while they run: libfaketime,
/// from Debian. Monotonic clocks stay as they are, as when somebody sets the clock of a machine.
/// </summary>
public sealed class SteppedClock : IDisposable
{
    private const string Library = "libfaketime.so.1";
    private readonly string _library;
    private readonly string _file = Path.GetTempFileName();

    private SteppedClock(string library)
    {
        _library = library;
        Step(TimeSpan.Zero);
        // The server's user reads it, too.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                _file,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>What stands in front of a command so that it goes by this clock.</summary>
    public IReadOnlyList<string> Preload =>
    [
        "env", $"LD_PRELOAD={_library}", $"FAKETIME_TIMESTAMP_FILE={_file}", "FAKETIME_NO_CACHE=1",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
    ];

    /// <summary>A clock; null where the library is not installed (Debian: libfaketime).</summary>
    public static SteppedClock? Find()
    {
        if (!Directory.Exists("/usr/lib")) return null;
        string? library = Directory.GetDirectories("/usr/lib")
            .Select(folder => Path.Combine(folder, "faketime", Library)).FirstOrDefault(File.Exists);
        return library is null ? null : new SteppedClock(library);
    }

    /// <summary>From now on the clock is so far from the machine's.</summary>
    public void Step(TimeSpan distance) => File.WriteAllText(_file, $"{(long)distance.TotalSeconds:+0;-0}s\n");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_file);
}
