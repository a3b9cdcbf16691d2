using System.Text.RegularExpressions;

namespace Viaduct.Cli.Offline;

/// <summary>Takes what was expected and what was found out of the library's sentences on schema errors.</summary>
internal static partial class SchemaErrorParts
{
    /// <summary>Both, as far as the sentence says them.</summary>
    public static (string? Expected, string? Found) Of(string sentence)
    {
        var expected = Expected().Match(sentence);
        var type = Datatype().Match(sentence);
        var found = Found().Match(sentence);
        return (
            expected.Success ? expected.Groups["what"].Value : type.Success ? type.Groups["what"].Value : null,
            found.Success ? found.Groups["what"].Value : null);
    }

    [GeneratedRegex("expected: '(?<what>.*?)'( in namespace|\\.|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Expected();

    [GeneratedRegex("datatype '(?<what>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Datatype();

    [GeneratedRegex(
        "(invalid child element|The value|The string|value) '(?<what>[^']*)'"
            + "|The '(?<what>[^']*)' (element|attribute) is not",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Found();
}
