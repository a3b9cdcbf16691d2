using System.CommandLine;
using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct completion</c>.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new Argument<string>("SHELL")
    {
        Description = $"The shell: {string.Join(", ", CompletionScript.Shells)}.",
    }.AcceptOnlyFromAmong([.. CompletionScript.Shells]);

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("completion", "Write a script that completes commands and options in a shell.")
        {
            Details = "The script asks the program itself, so it need not be written again after an upgrade. bash: "
                + "source <(viaduct completion bash), in ~/.bashrc; zsh: the same in ~/.zshrc, behind compinit; "
                + "PowerShell: "
                + "viaduct completion powershell | Out-String | Invoke-Expression, in the profile.",
            Examples = ["viaduct completion bash"],
            ExitCodes = ExitMeaning.WithoutStore(),
        }.With(Shell).Does(call =>
        {
            call.Output.Raw(CompletionScript.Of(call.Get(Shell)!));
            return Task.FromResult(ExitCode.Ok);
        });
}
