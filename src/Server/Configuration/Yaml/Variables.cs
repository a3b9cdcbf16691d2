using System.Text;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>
/// Fills <c>${NAME}</c> and <c>${NAME:default}</c> in values, never in keys, so that a variable cannot change the
/// shape of a configuration. <c>$${</c> stands for <c>${</c>. What was used is remembered: it becomes part of the
/// package, so that a configuration means the same on every server.
/// </summary>
/// <param name="lookup">Gives a variable's value, or null if it is not set.</param>
internal sealed class Variables(Func<string, string?> lookup)
{
    private readonly SortedDictionary<string, string> _used = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Used => _used;

    /// <returns>The text with its variables filled in; on a mistake as it was, and the problem has been
    /// added.</returns>
    public string Fill(string text, SourcePlace place, ConfigurationProblems problems)
    {
        int at = text.IndexOf("${", StringComparison.Ordinal);
        if (at < 0) return text;
        var filled = new StringBuilder();
        int done = 0;
        for (; at >= 0; at = text.IndexOf("${", done, StringComparison.Ordinal))
        {
            filled.Append(text, done, at - done);
            if (at > done && text[at - 1] == '$')
            {
                filled.Append('{');
                done = at + 2;
                continue;
            }

            int end = text.IndexOf('}', at);
            if (Value(text, at, end, place, problems) is not { } value) return text;
            filled.Append(value);
            done = end + 1;
        }

        filled.Append(text, done, text.Length - done);
        if (filled.Length <= YamlLimits.ValueLength) return filled.ToString();
        problems.Error(place, $"The value has {filled.Length:N0} characters after its variables are filled in.",
            $"A value has at most {YamlLimits.ValueLength:N0}.", "Shorten the variables.");
        return text;
    }

    private string? Value(string text, int at, int end, SourcePlace place, ConfigurationProblems problems)
    {
        if (end < 0)
        {
            problems.Error(place, "A variable is not closed.", "${ begins a variable, and no } follows.",
                "Add the }, or write $${ for the characters ${ themselves.");
            return null;
        }

        string inner = text[(at + 2)..end];
        int colon = inner.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? inner : inner[..colon];
        if (!IsName(name))
        {
            problems.Error(place, $"\"{Shorten(name)}\" is not the name of a variable.",
                "A name has letters, digits and _, and does not begin with a digit.",
                "Write ${NAME} or ${NAME:default}, or $${ for the characters ${ themselves.");
            return null;
        }

        if (lookup(name) is { } value)
        {
            _used[name] = value;
            return value;
        }

        if (colon >= 0) return inner[(colon + 1)..];
        problems.Error(place, $"The variable {name} is not set.", "It has no default either.",
            $"Set {name} in the environment of viaduct, or write ${{{name}:default}}.");
        return null;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 256 && !char.IsAsciiDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
