using System.Globalization;
using System.Text;

namespace Viaduct.Server.Tests.Telemetry;

/// <summary>Reads Prometheus' text format strictly, and checks what must hold between its lines.</summary>
internal sealed class PrometheusParser
{
    private readonly List<PrometheusLine> _lines = [];
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _helped = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The values.</summary>
    public IReadOnlyList<PrometheusLine> Lines => _lines;

    /// <summary>The types by name.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>Reads a text.</summary>
    public static PrometheusParser Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var parser = new PrometheusParser();
        foreach (string line in text[..^1].Split('\n')) parser.Take(line);
        parser.CheckHistograms();
        return parser;
    }

    /// <summary>The one value with a name and labels.</summary>
    public double Value(string name, params (string Label, string Value)[] labels) =>
        Assert.Single(_lines, line => line.Name == name && labels.All(l => line[l.Label] == l.Value)).Value;

    private void Take(string line)
    {
        string[] words = line.Split(' ', 4);
        if (words[0] == "#" && words[1] == "HELP") Assert.True(_helped.Add(words[2]), $"two HELP: {line}");
        else if (words[0] == "#")
        {
            Assert.Equal("TYPE", words[1]);
            Assert.Contains(words[3], new[] { "counter", "gauge", "histogram" });
            Assert.True(_types.TryAdd(words[2], words[3]), $"two TYPE: {line}");
        }
        else
        {
            var value = Parse(line);
            string family = FamilyOf(value.Name);
            Assert.True(_types.ContainsKey(family) && _helped.Contains(family), $"without TYPE and HELP: {line}");
            string series = value.Name + string.Join(',', value.Labels.OrderBy(l => l.Key).Select(l => $"{l}"));
            Assert.True(_seen.Add(series), $"twice: {line}");
            if (_types[family] == "counter") Assert.EndsWith("_total", value.Name, StringComparison.Ordinal);
            _lines.Add(value);
        }
    }

    private string FamilyOf(string name)
    {
        foreach (string ending in new[] { "_bucket", "_sum", "_count" })
            if (name.EndsWith(ending, StringComparison.Ordinal)
                && _types.GetValueOrDefault(name[..^ending.Length]) == "histogram") return name[..^ending.Length];
        return name;
    }

    private static PrometheusLine Parse(string line)
    {
        int at = 0;
        string name = Name(line, ref at);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (line[at] == '{')
        {
            do
            {
                at++;
                string label = Name(line, ref at);
                Assert.Equal("=\"", line.Substring(at, 2));
                at += 2;
                labels.Add(label, Text(line, ref at));
            }
            while (line[at] == ',');

            Assert.Equal('}', line[at++]);
        }

        Assert.Equal(' ', line[at++]);
        string number = line[at..];
        return new PrometheusLine(name, labels, number == "+Inf"
            ? double.PositiveInfinity
            : double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static string Name(string line, ref int at)
    {
        int from = at;
        while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] == '_')) at++;
        Assert.True(at > from && !char.IsAsciiDigit(line[from]), $"no name at {from}: {line}");
        return line[from..at];
    }

    private static string Text(string line, ref int at)
    {
        var text = new StringBuilder();
        for (; line[at] != '"'; at++)
        {
            if (line[at] != '\\') text.Append(line[at]);
            else text.Append(Unescaped(line[++at]));
        }

        at++;
        return text.ToString();
    }

    private static char Unescaped(char c) => c switch
    {
        'n' => '\n',
        '\\' or '"' => c,
        _ => throw new FormatException($"An unknown escape: {c}"),
    };

    private void CheckHistograms()
    {
        foreach (var (family, _) in _types.Where(type => type.Value == "histogram"))
            foreach (var count in _lines.Where(line => line.Name == family + "_count"))
            {
                var buckets = _lines.Where(line => line.Name == family + "_bucket"
                    && line.Labels.Where(l => l.Key != "le").OrderBy(l => l.Key)
                        .SequenceEqual(count.Labels.OrderBy(l => l.Key))).ToList();
                Assert.Equal(double.PositiveInfinity, Bound(buckets[^1]));
                Assert.Equal(count.Value, buckets[^1].Value);
                Assert.Equal(buckets.Select(Bound).Order(), buckets.Select(Bound));
                Assert.Equal(buckets.Select(line => line.Value).Order(), buckets.Select(line => line.Value));
            }
    }

    private static double Bound(PrometheusLine line) => line["le"] == "+Inf"
        ? double.PositiveInfinity
        : double.Parse(line["le"], CultureInfo.InvariantCulture);
}
