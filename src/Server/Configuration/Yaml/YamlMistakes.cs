using YamlDotNet.Core;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>Says in our words what the YAML library found.</summary>
internal static class YamlMistakes
{
    private const string Quotes =
        "Put a value in quotes if it contains \": \" or \" #\" or begins with one of \" ' * & ! % @ ` { [ | >.";

    private const string Indent = "Indent with spaces, the keys of one level by the same number, and never with tabs.";

    /// <summary>Adds the problem that an exception stands for.</summary>
    public static void Explain(YamlException exception, SourcePlace place, ConfigurationProblems problems)
    {
        string why = exception.Message;
        string fix = Has(why, "tab") || Has(why, "expected '-'") || Has(why, "expected key") || Has(why, "indentation")
            ? $"{Indent} {Quotes}"
            : Quotes;
        if (Has(why, "end of stream")) fix = "Add the quote where the value ends.";
        if (Has(why, "unknown escape")) fix = "Write \\\\ for a backslash, or use single quotes: '…'.";
        problems.Error(place, "The file is not YAML.", why, fix);
    }

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.Ordinal);
}
