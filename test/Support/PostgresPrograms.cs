namespace Viaduct.Support;

/// <summary>PostgreSQL's programs on this machine, and the user they run as: they refuse root.</summary>
internal sealed record PostgresPrograms(string Folder)
{
    private const string ServerUser = "postgres";

    /// <summary>The newest installed version in Debian's place, else what PATH has, else null.</summary>
    public static PostgresPrograms? Find()
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(VersionOf).Select(version => version + "/bin")
            : [];
        return Tool.Find("initdb", folders) is { } program ? new(Path.GetDirectoryName(program)!) : null;
    }

    /// <summary>Runs one of them to its end, as an ordinary user.</summary>
    public Task<string> RunAsync(string program, params string[] arguments) =>
        RunAsUserAsync([Path.Combine(Folder, program), .. arguments]);

    /// <summary>Runs any command as the user the server runs as.</summary>
    public static Task<string> RunAsUserAsync(params string[] command)
    {
        string[] whole = Tool.IsRoot ? ["runuser", "-u", ServerUser, "--", .. command] : command;
        return Tool.RunAsync(whole[0], whole[1..]);
    }

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), out var number) ? number : 0;
}
