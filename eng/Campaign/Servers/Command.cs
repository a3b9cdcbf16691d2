using System.Diagnostics;

namespace Viaduct.Campaign.Servers;

/// <summary>Runs commands of the executable, as an operator would.</summary>
internal sealed class Command(string executable, Func<string> store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs one against the store.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(executable, [.. arguments, "--store", store()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (string name in new[] { "VIADUCT_STORE", "VIADUCT_SERVER", "VIADUCT_TOKEN" })
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, await output, $"not within {Patience}: {await error}");
        }

        return (process.ExitCode, await output, await error);
    }
}
