using System.Diagnostics;
using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The real executable, as a user starts it.</summary>
internal static class ViaductProgram
{
    /// <summary>Nothing in a scenario takes this long; what does, hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "viaduct");

    /// <summary>The folder of the executable.</summary>
    public static string Folder => AppContext.BaseDirectory;

    /// <summary>Starts it, to be watched, stopped or killed.</summary>
    public static ProcessUnderTest Start(
        IEnumerable<string> arguments, string? folder = null,
        IReadOnlyDictionary<string, string?>? environment = null) =>
        ProcessUnderTest.Start(Path, arguments, folder, Environment(environment));

    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramResult> RunAsync(
        IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in Environment(environment)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new ProgramResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs it to its end with <c>--json</c>, and gives the one object.</summary>
    public static async Task<JsonElement> JsonAsync(int exitCode, params IEnumerable<string> arguments)
    {
        var result = await RunAsync([.. arguments, "--json"]);
        Assert.True(exitCode == result.ExitCode, $"{result.ExitCode}\n{result.Output}\n{result.Error}");
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    // What the machine's user has set must not decide what a test does.
    private static Dictionary<string, string?> Environment(IReadOnlyDictionary<string, string?>? more)
    {
        var all = new Dictionary<string, string?>
        {
            ["VIADUCT_STORE"] = null, ["VIADUCT_SERVER"] = null, ["VIADUCT_TOKEN"] = null, ["VIADUCT_ADMIN"] = "off",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string?>()) all[name] = value;
        return all;
    }
}
