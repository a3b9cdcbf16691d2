namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>Finds the functions that an XPath expression calls.</summary>
internal static class XPathWords
{
    /// <summary>The names, with their prefixes, of what stands in front of an opening parenthesis.</summary>
    public static IEnumerable<string> Calls(string expression)
    {
        int i = 0;
        while (i < expression.Length)
        {
            char c = expression[i];
            if (c is '\'' or '"')
            {
                int end = expression.IndexOf(c, i + 1);
                if (end < 0) yield break;
                i = end + 1;
            }
            else if (IsStart(c))
            {
                int start = i;
                while (i < expression.Length && IsPart(expression, i)) i++;
                string name = expression[start..i];
                int next = i;
                while (next < expression.Length && char.IsWhiteSpace(expression[next])) next++;
                if (next < expression.Length && expression[next] == '(') yield return name;
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>The expressions within the braces of an attribute value template.</summary>
    public static IEnumerable<string> Expressions(string template)
    {
        int i = 0;
        while ((i = template.IndexOf('{', i)) >= 0)
        {
            if (i + 1 < template.Length && template[i + 1] == '{')
            {
                i += 2;
                continue;
            }

            int end = EndOf(template, i + 1);
            yield return template[(i + 1)..end];
            i = end;
        }
    }

    private static int EndOf(string template, int i)
    {
        while (i < template.Length && template[i] != '}')
        {
            if (template[i] is '\'' or '"' && template.IndexOf(template[i], i + 1) is var end and > 0) i = end;
            i++;
        }

        return Math.Min(i, template.Length);
    }

    private static bool IsStart(char c) => char.IsLetter(c) || c == '_';

    // A colon belongs to a name, two of them end an axis.
    private static bool IsPart(string text, int i) =>
        char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'
        || (text[i] == ':' && i + 1 < text.Length && IsStart(text[i + 1]) && text[i - 1] != ':');
}
