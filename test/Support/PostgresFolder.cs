using System.Diagnostics;

namespace Viaduct.Support;

/// <summary>
/// The folder of one PostgreSQL server: data, log and socket, owned by the user the server runs as. A small watching
/// process ends the server and removes the folder when it is disposed of or this process has ended in any way.
/// </summary>
internal sealed class PostgresFolder : IAsyncDisposable
{
    // Waits for the end of its standard input, which comes with the end of whoever holds the other side. INT and TERM
    // reach a whole process group: the watcher must outlive them.
    private const string WatcherScript = """
        trap '' INT TERM HUP
        cat >/dev/null
        pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ]; then
          kill -CONT "$pid" 2>/dev/null
          kill -QUIT "$pid" 2>/dev/null
          tries=0
          while kill -0 "$pid" 2>/dev/null && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
        fi
        rm -rf -- "$1"
        """;

    private readonly Process _watcher;

    private PostgresFolder(string path)
    {
        Path = path;
        _watcher = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", WatcherScript, "sh", path])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>The folder, where the Unix socket lies too.</summary>
    public string Path { get; }

    /// <summary>PostgreSQL's data directory.</summary>
    public string DataPath => System.IO.Path.Combine(Path, "data");

    /// <summary>What the server logs.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "log");

    private string ProcessIdPath => System.IO.Path.Combine(DataPath, "postmaster.pid");

    /// <summary>Creates the folder and the data in it.</summary>
    public static async Task<PostgresFolder> CreateAsync(PostgresPrograms programs)
    {
        var template = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "viaduct-pg-XXXXXX");
        var path = (await PostgresPrograms.RunAsUserAsync("mktemp", "-d", template)).Trim();
        var folder = new PostgresFolder(path);
        // --no-sync concerns the creation only: the server itself runs with fsync on.
        await programs.RunAsync(
            "initdb", "-D", folder.DataPath, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C",
            "--no-sync");
        await File.AppendAllTextAsync(System.IO.Path.Combine(folder.DataPath, "postgresql.conf"), """
            listen_addresses = '127.0.0.1'
            fsync = on
            synchronous_commit = on
            max_connections = 200
            shared_buffers = 128MB
            max_wal_size = 2GB
            log_min_messages = warning

            """);
        return folder;
    }

    /// <summary>The id of the server's first process, or null if none runs.</summary>
    public int? ReadProcessId()
    {
        return File.Exists(ProcessIdPath) && int.TryParse(File.ReadLines(ProcessIdPath).First(), out var id)
            ? id
            : null;
    }

    /// <summary>Removes the files by which a killed server still claims its data and its socket.</summary>
    public void RemoveLockFiles()
    {
        File.Delete(ProcessIdPath);
        foreach (var file in Directory.GetFiles(Path, ".s.PGSQL.*"))
        {
            File.Delete(file);
        }
    }

    /// <summary>Ends the server at once and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _watcher.StandardInput.Close();
        await _watcher.WaitForExitAsync();
        _watcher.Dispose();
    }
}
