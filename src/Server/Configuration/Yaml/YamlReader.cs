using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>
/// Reads the documents of one file into nodes that know their places. Hostile input is expected: tags are refused,
/// aliases are counted as often as they are used, depth and size are limited, and a key may stand only once.
/// </summary>
internal sealed class YamlReader
{
    private readonly string _file;
    private readonly string _text;
    private readonly Variables _variables;
    private readonly ConfigurationProblems _problems;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly Parser _parser;
    private int _nodes;

    private YamlReader(string file, string text, Variables variables, ConfigurationProblems problems)
    {
        (_file, _text, _variables, _problems) = (file, text, variables, problems);
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The documents of a file that could be read; every mistake has been added to the problems.</summary>
    public static IReadOnlyList<YamlNode> Read(
        string file, ReadOnlySpan<byte> bytes, Variables variables, ConfigurationProblems problems)
    {
        if (bytes.Length > YamlLimits.FileBytes)
        {
            problems.Error(SourcePlace.Whole(file), $"The file has {bytes.Length:N0} bytes.",
                $"A configuration file has at most {YamlLimits.FileBytes:N0}.", "Split it into several applications.");
            return [];
        }

        if (YamlText.Decode(file, bytes, problems) is not { } text) return [];
        return new YamlReader(file, text, variables, problems).ReadDocuments();
    }

    private List<YamlNode> ReadDocuments()
    {
        List<YamlNode> documents = [];
        try
        {
            while (MoveNext())
            {
                if (_parser.Current is not DocumentStart) continue;
                MoveNext();
                _anchors.Clear();
                var document = ReadNode(0);
                if (document is not YamlScalar { IsNothing: true }) documents.Add(document);
            }
        }
        catch (YamlStoppedException)
        {
            // Added to the problems where it was found. What stands before it is still checked.
        }
        catch (YamlException e)
        {
            YamlMistakes.Explain(e, _text, PlaceOf(e.Start), _problems);
        }

        return documents;
    }

    // The parser stands at the first event of the node, and afterwards behind the last.
    private YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var place = PlaceOf(current.Start);
        MoveNext();
        if (depth > YamlLimits.Depth)
        {
            throw Stop(place, $"The file is nested more than {YamlLimits.Depth} deep.",
                "No configuration needs that.", "Remove the nesting.");
        }

        if (current is AnchorAlias alias) return Resolve(alias, place);
        Count(1, place);
        if (current is not NodeEvent node) throw Broken(place);
        if (!node.Tag.IsEmpty)
        {
            throw Stop(place, $"The tag {node.Tag} is not allowed.",
                "The type of a value is known from its key; tags could name any type.", "Remove the tag.");
        }

        YamlNode read = node switch
        {
            Scalar scalar => ReadScalar(scalar, place),
            SequenceStart => ReadSequence(depth, place),
            _ => ReadMapping(depth, place),
        };
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor.Value] = read;
        return read;
    }

    private YamlScalar ReadScalar(Scalar scalar, SourcePlace place)
    {
        if (scalar.Value.Length > YamlLimits.ValueLength)
        {
            throw Stop(place, $"The value has {scalar.Value.Length:N0} characters.",
                $"A value has at most {YamlLimits.ValueLength:N0}.", "Put it into a file of its own, or shorten it.");
        }

        string text = _variables.Fill(scalar.Value, place, _problems);

        // If the file shows the very characters on one line, a place within the text is a column of the file.
        int quotes = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        bool isSame = ReferenceEquals(text, scalar.Value) && scalar.Start.Line == scalar.End.Line
            && scalar.End.Column - scalar.Start.Column == text.Length + 2 * quotes;
        return new YamlScalar(place, text, scalar.Style == ScalarStyle.Plain, isSame ? place.Column + quotes : null);
    }

    private YamlSequence ReadSequence(int depth, SourcePlace place)
    {
        List<YamlNode> items = [];
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        MoveNext();
        return new YamlSequence(place, items);
    }

    private YamlMapping ReadMapping(int depth, SourcePlace place)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, SourcePlace> keys = new(StringComparer.Ordinal);
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadKey();
            var value = ReadNode(depth + 1);
            if (keys.TryAdd(key.Text, key.Place)) entries.Add(new YamlEntry(key.Text, key.Place, value));
            else
            {
                _problems.Error(key.Place, $"The key {key.Text} stands twice.",
                    $"It already stands in line {keys[key.Text].Line}, and only one value can count.",
                    "Remove one of them.");
            }
        }

        MoveNext();
        return new YamlMapping(place, entries);
    }

    private YamlScalar ReadKey()
    {
        var current = _parser.Current!;
        var place = PlaceOf(current.Start);
        Count(1, place);
        if (current is not Scalar { Tag.IsEmpty: true } scalar)
        {
            throw Stop(place, "A key must be a single word.",
                "Here a list, a mapping, an alias or a tag stands where a key belongs.", "Write key: value.");
        }

        if (scalar.Value == "<<")
        {
            throw Stop(place, "Merge keys (<<) are not supported.",
                "Their rules differ between YAML libraries.", "Repeat the keys, or use an alias for a whole value.");
        }

        MoveNext();
        return new YamlScalar(place, scalar.Value, isPlain: false, null);
    }

    private YamlNode Resolve(AnchorAlias alias, SourcePlace place)
    {
        string name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var target))
        {
            throw Stop(place, $"*{name} stands for an anchor that is not there.",
                "In YAML a value that begins with * is an alias.", $"Write \"*{name}\" in quotes if it is a text.");
        }

        Count(target.Size, place);
        return target;
    }

    private bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The library's own answer to some broken brackets and quotes; fuzzing found them.
            throw Broken(PlaceOf(_parser.Current!.End));
        }
    }

    private YamlStoppedException Broken(SourcePlace place) =>
        Stop(place, "The file is not YAML.", "Here its form is broken.",
        "Close every bracket and quote, and indent the keys of one level by the same number of spaces.");

    private void Count(int nodes, SourcePlace place)
    {
        _nodes += nodes;
        if (_nodes <= YamlLimits.Nodes) return;
        throw Stop(place, $"The file has more than {YamlLimits.Nodes:N0} keys and values.",
            "Aliases count as often as they are used.", "Split it into several applications.");
    }

    private YamlStoppedException Stop(SourcePlace place, string what, string why, string fix)
    {
        _problems.Error(place, what, why, fix);
        return new YamlStoppedException();
    }

    private SourcePlace PlaceOf(in Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    /// <summary>Unwinds the reading of a file after its problem has been added.</summary>
    private sealed class YamlStoppedException : Exception;
}
