using System.Diagnostics;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Drill;

/// <summary>Runs a command that the user of a drill has given, by the shell of the system.</summary>
internal static class OperatorCommand
{
    private const int LinesMax = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it, and tells each line that it says. Nobody ends it: half a failover would be worse.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="CommandFailedException">It cannot be started, or does not end.</exception>
    public static async Task<int> RunAsync(string command, Action<string> tell, CancellationToken cancellationToken)
    {
        bool isWindows = OperatingSystem.IsWindows();
        var start = new ProcessStartInfo(isWindows ? "cmd.exe" : "/bin/sh", [isWindows ? "/c" : "-c", command])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        int lines = 0;
        void Tell(string? line)
        {
            if (line is not null && Interlocked.Increment(ref lines) <= LinesMax) tell($"The command says: {line}");
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Tell(line.Data);
        process.ErrorDataReceived += (_, line) => Tell(line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CommandFailedException(ExitCode.NoStore, $"The command cannot be started: {e.Message}");
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new CommandFailedException(
                ExitCode.NoStore, $"The command has not ended within {Patience.TotalMinutes:0} minutes; it goes on.");
        }

        return process.ExitCode;
    }
}
