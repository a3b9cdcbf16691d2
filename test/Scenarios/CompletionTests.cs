using System.Diagnostics;

namespace Viaduct.Scenarios;

/// <summary>Shells complete commands, and keys are explained.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("viaduct mess", "messages")]
    [InlineData("viaduct messages li", "list")]
    [InlineData("viaduct messages list --po", "--port")]
    [InlineData("viaduct messages list --state suspendedN", "suspendedNotResumable")]
    [InlineData("viaduct hosts ass", "assign")]
    [InlineData("viaduct server dra", "drain")]
    [InlineData("viaduct completion ba", "bash")]
    public async Task Bash_completes(string line, string expected)
    {
        string word = line[(line.LastIndexOf(' ') + 1)..];
        int words = line.Count(c => c == ' ');
        string script = $$"""
            source <(viaduct completion bash)
            COMP_LINE='{{line}}'; COMP_POINT={{line.Length}}; COMP_WORDS=({{line}}); COMP_CWORD={{words}}
            _viaduct viaduct '{{word}}' x
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{ViaductProgram.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        string output = await bash.StandardOutput.ReadToEndAsync();
        Assert.Equal([expected], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    [Theory]
    [InlineData("zsh", "compdef _viaduct viaduct")]
    [InlineData("powershell", "Register-ArgumentCompleter")]
    public async Task Scripts_for_other_shells_are_written(string shell, string part) => Assert.Contains(
        part, (await ViaductProgram.RunAsync(["completion", shell])).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("sendPorts.retry.count", "sendPorts.retry.count")]
    [InlineData("retry", "keys beneath: count")]
    [InlineData("mask", "receivePorts.locations.file.mask")]
    public async Task Keys_are_explained(string key, string part) => Assert.Contains(
        part, (await ViaductProgram.RunAsync(["explain", key])).Output, StringComparison.Ordinal);

    [Fact]
    public async Task A_key_that_nobody_knows_is_refused_with_the_nearest()
    {
        var result = await ViaductProgram.RunAsync(["explain", "fliter"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Is 'filter' meant?", result.Error, StringComparison.Ordinal);
    }
}
