using System.Globalization;
using System.Text.RegularExpressions;

namespace Viaduct.Scenarios;

/// <summary>A line of a block <c>sh</c> in a document.</summary>
/// <param name="Text">The command; what follows <c>#</c> is left out.</param>
/// <param name="ExitCode">What it ends with: 0, or what its remark <c># ends with N</c> says.</param>
internal sealed partial record DocumentedCommand(string Text, int ExitCode)
{
    /// <summary>The blocks of a document, each with its commands.</summary>
    public static IReadOnlyList<IReadOnlyList<DocumentedCommand>> Blocks(string path) =>
    [
        .. Block().Matches(File.ReadAllText(path).ReplaceLineEndings("\n")).Select(
            block => block.Groups["lines"].Value
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(Read).ToList()),
    ];

    private static DocumentedCommand Read(string line)
    {
        var remark = Remark().Match(line);
        int exitCode = remark.Success ? int.Parse(remark.Groups["code"].Value, CultureInfo.InvariantCulture) : 0;
        return new DocumentedCommand(remark.Success ? line[..remark.Index] : line, exitCode);
    }

    [GeneratedRegex(@"^```(sh|bash|console)\n(?<lines>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@" +# ends with (?<code>\d+)$")]
    private static partial Regex Remark();
}
