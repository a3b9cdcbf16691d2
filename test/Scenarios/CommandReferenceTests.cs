using Viaduct.Cli.CommandLine;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// The reference page of the commands is what the code gives. After a change, run this test with
/// <c>VIADUCT_REGENERATE=1</c>: it writes the file.
/// </summary>
public class CommandReferenceTests
{
    [Fact]
    public void Every_command_stands_in_the_reference()
    {
        // Counted by the files of the commands, not by what the page was made from.
        int files = Directory.GetFiles(Repository.PathOf("src/Viaduct/Commands"), "*Command.cs")
            .Count(file => !File.ReadAllText(file).Contains("Hidden = true", StringComparison.Ordinal));
        string[] headings =
        [
            .. File.ReadLines(Repository.PathOf("docs/reference/cli.md"))
                .Where(line => line.StartsWith("## viaduct ", StringComparison.Ordinal)),
        ];
        Assert.Equal(files, headings.Length);
        Assert.Contains("## viaduct messages terminate", headings);
    }

    [Theory]
    [InlineData("status", "3  not done: no server answers, or the store cannot be reached or refuses")]
    [InlineData("parse", "3  not done: the schema cannot be used")]
    [InlineData("map", "3  not done: the stylesheet cannot be used")]
    [InlineData("validate", "1  the configuration has mistakes")]
    public async Task The_help_of_a_command_says_what_its_exit_codes_mean(string command, string meaning)
    {
        var help = await ViaductProgram.RunAsync([command, "--help"]);
        Assert.Contains(meaning, help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validat x", "'validat' is no command of 'viaduct'. Write validate. See 'viaduct --help'.")]
    [InlineData("messages shwo", "'shwo' is no command of 'viaduct messages'. Write show. See")]
    [InlineData("messages list --prot x", "'--prot' is no option of 'viaduct messages list'. Write --port. See")]
    [InlineData("frobnicate", "Unrecognized command or argument 'frobnicate'.")]
    public async Task What_is_misspelt_is_refused_with_what_is_probably_meant(string call, string text)
    {
        var refused = await ViaductProgram.RunAsync(call.Split(' '));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(text, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_of_the_commands_is_current()
    {
        string expected = CommandReference.Write(ViaductCommandLine.Create());
        string file = Repository.PathOf("docs/reference/cli.md");
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null) File.WriteAllText(file, expected);
        string actual = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(actual == expected,
            "docs/reference/cli.md is not what the code gives. Run this test with VIADUCT_REGENERATE=1 and commit it.");
    }
}
