namespace Viaduct.Formats.Xml.Promotion;

/// <summary>
/// Reads property paths: what BizTalk's schema editor writes
/// (<c>/*[local-name()='Order' and namespace-uri()='urn:o']/@*[local-name()='id']</c>), and plain ones
/// (<c>/Order/Lines/@count</c>, <c>/{urn:o}Order/{}Total</c>). A name without a namespace takes any namespace.
/// </summary>
internal ref struct PropertyPathParser
{
    private readonly string _text;
    private int _at;

    private PropertyPathParser(string text) => _text = text;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is none that can be matched; the message says why, and where.</exception>
    public static PropertyPath Parse(string text) => new PropertyPathParser(text).Path();

    private PropertyPath Path()
    {
        var steps = new List<PathStep>();
        Space();
        while (_at < _text.Length)
        {
            Expect("/", "a path begins with / and goes on with /");
            if (Peek("/")) throw Wrong("'//' would have to search the whole document: name every element on the way");
            if (steps is [.., { IsAttribute: true }]) throw Wrong("an attribute has nothing below it");
            if (Take("text()"))
            {
                if (_at < _text.Length || steps.Count == 0) throw Wrong("text() stands at the end");
                break;
            }

            if (steps.Count == PropertyPath.StepsMax) throw Wrong($"a path has at most {PropertyPath.StepsMax} steps");
            steps.Add(Step());
        }

        if (steps.Count == 0) throw Wrong("the path is empty");
        if (steps[0].IsAttribute) throw Wrong("a path begins with the root element");
        return new PropertyPath(_text, steps);
    }

    private PathStep Step()
    {
        bool isAttribute = Take("@");
        string? local = null;
        string? ns = null;
        if (!Take("*"))
        {
            if (Take("{")) ns = Until('}');
            local = Name();
        }

        while (Take("["))
        {
            do Condition(ref local, ref ns);
            while (Take("and"));
            Expect("]", "a condition ends with ]");
        }

        return new PathStep(local, ns, isAttribute);
    }

    private void Condition(ref string? local, ref string? ns)
    {
        if (Take("local-name()")) local = Compared();
        else if (Take("namespace-uri()")) ns = Compared();
        else throw Wrong("a condition compares local-name() or namespace-uri() with a text; nothing else is supported");
    }

    private string Compared()
    {
        Expect("=", "= and a text in quotes are expected");
        char quote = Peek("'") ? '\'' : '"';
        Expect(quote.ToString(), "a text in quotes is expected");
        return Until(quote);
    }

    private string Name()
    {
        int from = _at;
        while (_at < _text.Length && !"/[]@{}='\" \t\r\n:()*".Contains(_text[_at])) _at++;
        if (_at < _text.Length && _text[_at] == ':')
            throw Wrong("a prefix means nothing here: write {namespace}name, or the name alone for any namespace");
        if (_at == from) throw Wrong("a name is expected");
        string name = _text[from.._at];
        Space();
        return name;
    }

    private string Until(char end)
    {
        int to = _text.IndexOf(end, _at);
        if (to < 0) throw Wrong($"the closing {end} is missing");
        string value = _text[_at..to];
        _at = to + 1;
        Space();
        return value;
    }

    private readonly bool Peek(string token) => _text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal);

    private bool Take(string token)
    {
        if (!Peek(token)) return false;
        _at += token.Length;
        Space();
        return true;
    }

    private void Expect(string token, string rule)
    {
        if (!Take(token)) throw Wrong(rule);
    }

    private void Space()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private readonly FormatException Wrong(string why) => new($"at character {_at + 1}: {why}");
}
