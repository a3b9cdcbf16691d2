namespace Viaduct.Support;

/// <summary>The folder of one PostgreSQL server: data, log and socket, owned by the user the server runs as.</summary>
internal sealed class PostgresFolder(string path) : IAsyncDisposable
{
    private readonly ServerFolder _folder = new(path, "data/postmaster.pid", "QUIT");

    /// <summary>The folder, where the Unix socket lies too.</summary>
    public string Path => _folder.Path;

    /// <summary>PostgreSQL's data directory.</summary>
    public string DataPath => System.IO.Path.Combine(Path, "data");

    /// <summary>What the server logs.</summary>
    public string LogPath => System.IO.Path.Combine(Path, "log");

    private string ProcessIdPath => System.IO.Path.Combine(DataPath, "postmaster.pid");

    /// <summary>Creates the folder and the data in it.</summary>
    public static async Task<PostgresFolder> CreateAsync(PostgresPrograms programs)
    {
        var folder = await MakeAsync();
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

    /// <summary>Creates the folder and in it a standby of a running server, by a slot of its own.</summary>
    public static async Task<PostgresFolder> FollowAsync(PostgresPrograms programs, int port, string slot)
    {
        var folder = await MakeAsync();
        await programs.RunAsync(
            "pg_basebackup", "-D", folder.DataPath, "-h", PostgresServer.Host, "-p", $"{port}", "-U", "postgres",
            "-R", "-X", "stream", "-c", "fast", "-C", "-S", slot, "--no-sync");
        return folder;
    }

    private static async Task<PostgresFolder> MakeAsync()
    {
        var template = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "viaduct-pg-XXXXXX");
        return new PostgresFolder((await PostgresPrograms.RunAsUserAsync("mktemp", "-d", template)).Trim());
    }

    /// <summary>The id of the server's first process, or null if none runs.</summary>
    public int? ReadProcessId() =>
        File.Exists(ProcessIdPath) && int.TryParse(File.ReadLines(ProcessIdPath).First(), out var id) ? id : null;

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
    public ValueTask DisposeAsync() => _folder.DisposeAsync();
}
