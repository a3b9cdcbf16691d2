using System.Text.RegularExpressions;
using Viaduct.Core.Pipelines;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration.Reference;

/// <summary>
/// The table of failure codes is what the comments of the code say. After a change, run this test with
/// <c>VIADUCT_REGENERATE=1</c>: it writes the file.
/// </summary>
public partial class FailureCodesPageTests
{
    private const string Intro =
        """
        # Failure codes

        <!-- Generated from the code by a test of Server.Tests; run it with VIADUCT_REGENERATE=1 after a change. -->

        Why a message is suspended, or waits for another attempt: the column CODE of `viaduct messages list`, and what
        `--code` takes. [Suspended messages](../operate/suspended-messages.md) says what helps.

        | code | meaning |
        |---|---|

        """;

    [Fact]
    public void The_table_of_failure_codes_is_current()
    {
        string source = File.ReadAllText(Repository.PathOf("src/Core/Pipelines/FailureCodes.cs"));
        var codes = Code().Matches(source.ReplaceLineEndings("\n"));
        Assert.Equal(FailureCodes.All, codes.Select(code => code.Groups["code"].Value));
        string expected = Intro.ReplaceLineEndings("\n")
            + string.Concat(codes.Select(code => $"| `{code.Groups["code"].Value}` | {code.Groups["text"].Value} |\n"));
        string file = Repository.PathOf("docs/reference/failure-codes.md");
        if (Environment.GetEnvironmentVariable("VIADUCT_REGENERATE") is not null) File.WriteAllText(file, expected);
        Assert.Equal(expected, File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"/// <summary>(?<text>[^\n<]+)</summary>\n    public const string \w+ = ""(?<code>[^""]+)"";")]
    private static partial Regex Code();
}
