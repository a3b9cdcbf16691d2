namespace Viaduct.Cli.CommandLine;

/// <summary>
/// Scripts that let shells complete: each hands the line over to the program's directive <c>[suggest:PLACE]</c>, which
/// knows its commands.
/// </summary>
internal static class CompletionScript
{
    private const string Bash =
        """
        # Completion of viaduct for bash.
        _viaduct() {
          local line=${COMP_LINE#* } place word=${COMP_WORDS[COMP_CWORD]} candidates
          place=$((COMP_POINT - (${#COMP_LINE} - ${#line})))
          candidates=$(viaduct "[suggest:$place]" "$line" 2>/dev/null) || return 0
          mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$word")
          # Nothing of ours: files, for folders of configurations and the like.
          [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "$word")
        }
        complete -o filenames -F _viaduct viaduct

        """;

    private const string Zsh =
        """
        # Completion of viaduct for zsh.
        _viaduct() {
          local line=${BUFFER#* } place
          local -a candidates
          place=$((${#LBUFFER} - (${#BUFFER} - ${#line})))
          candidates=(${(f)"$(viaduct "[suggest:$place]" "$line" 2>/dev/null)"})
          if (( ${#candidates} )); then compadd -a candidates; else _files; fi
        }
        compdef _viaduct viaduct

        """;

    private const string PowerShell =
        """
        # Completion of viaduct for PowerShell.
        Register-ArgumentCompleter -Native -CommandName viaduct -ScriptBlock {
          param($wordToComplete, $commandAst, $at)
          $all = $commandAst.ToString()
          $line = if ($all.Contains(' ')) { $all.Substring($all.IndexOf(' ') + 1) } else { '' }
          $place = [Math]::Max(0, $at - ($all.Length - $line.Length))
          viaduct "[suggest:$place]" $line 2>$null |
            Where-Object { $_ -like "$wordToComplete*" } |
            ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "powershell"];

    /// <summary>The script for a shell.</summary>
    public static string Of(string shell) => (shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => PowerShell,
    }).ReplaceLineEndings("\n");
}
