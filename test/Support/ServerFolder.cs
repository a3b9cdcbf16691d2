using System.Diagnostics;

namespace Viaduct.Support;

/// <summary>
/// The folder of one server that a test starts. A small watching process ends the server and removes the folder when
/// it is disposed of, or when this process has ended in whatever way.
/// </summary>
public sealed class ServerFolder : IAsyncDisposable
{
    // Waits for the end of its standard input, which comes with the end of whoever holds the other side. INT and TERM
    // reach a whole process group: the watcher must outlive them.
    private const string WatcherScript = """
        trap '' INT TERM HUP
        # Ended, though perhaps not yet collected by its parent.
        ended() {
          state=$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null)
          case $state in '' | Z*) return 0 ;; esac
          return 1
        }
        cat >/dev/null
        cd "$1" || exit 0
        pid=$(head -n 1 "$2" 2>/dev/null)
        if [ -n "$pid" ]; then
          kill -CONT "$pid" 2>/dev/null
          kill -"$3" "$pid" 2>/dev/null
          tries=0
          while ! ended "$pid" && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
          ended "$pid" || kill -KILL "$pid" 2>/dev/null
        fi
        eval "$4"
        cd / && rm -rf -- "$1"
        """;

    private readonly Process _watcher;

    /// <summary>Takes an existing folder into care.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="processIdFile">The file in it into which the server writes the id of its first process.</param>
    /// <param name="signal">The name of the signal that ends the server, for example <c>QUIT</c>.</param>
    /// <param name="atEnd">A shell command for what else must end, run in the folder.</param>
    public ServerFolder(string path, string processIdFile, string signal, string atEnd = "")
    {
        Path = path;
        var arguments = new[] { "-c", WatcherScript, "sh", path, processIdFile, signal, atEnd };
        _watcher = Process.Start(new ProcessStartInfo("/bin/sh", arguments)
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Ends the server at once and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _watcher.StandardInput.Close();
        await _watcher.WaitForExitAsync();
        _watcher.Dispose();
    }
}
