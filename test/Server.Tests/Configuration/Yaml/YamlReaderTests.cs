using System.Text;
using Viaduct.Server.Configuration;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Tests.Configuration.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Read_Documents_KnowsEveryPlace()
    {
        var documents = Read("a: x\nb:\n  - 'y'\n  - [ 1, \"2\" ]\n---\nc: |\n  z\n", out var problems);
        Assert.Empty(problems);
        Assert.Equal(["{\"a\":\"x\",\"b\":[\"y\",[\"1\",\"2\"]]}", "{\"c\":\"z\\n\"}"], documents.Select(
            d => d.ToString()));
        var list = (YamlSequence)((YamlMapping)documents[0]).Find("b")!.Value;
        Assert.Equal(new SourcePlace("f.yaml", 4, 5), list.Items[1].Place);
        Assert.Equal(new SourcePlace("f.yaml", 6, 4), ((YamlMapping)documents[1]).Find("c")!.Value.Place);
    }

    [Theory]
    [InlineData("a: !!python/object:os.system x\n", 1, 4,
        "The tag tag:yaml.org,2002:python/object:os.system is not allowed.")]
    [InlineData("a: ! x\n", 1, 4, "The tag ! is not allowed.")]
    [InlineData("a: *.txt\n", 1, 4, "*.txt stands for an anchor that is not there.")]
    [InlineData("a: &x [ *x ]\n", 1, 9, "*x stands for an anchor that is not there.")]
    [InlineData("a: &x 1\n---\nb: *x\n", 3, 4, "*x stands for an anchor that is not there.")]
    [InlineData("<<: { a: 1 }\n", 1, 1, "Merge keys (<<) are not supported.")]
    [InlineData("? [ a ]\n: b\n", 1, 3, "A key must be a single word.")]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, 1, "The key a stands twice.")]
    [InlineData("a: b: c\n", 1, 5, "The file is not YAML.")]
    [InlineData("a: 'x\n", 1, 4, "The file is not YAML.")]
    [InlineData("a: x\n b: y\n", 2, 3, "The file is not YAML.")]
    [InlineData("a: x\nb:\n\tc: y\n", 3, 1, "The line is indented with a tab.")]
    [InlineData("a: x\n\0b: y\n", 2, 1, "The file has a control character, U+0000.")]
    [InlineData("a: ä\u0007\n", 1, 6, "The file has a control character, U+0007.")]
    [InlineData("a: ${X\n", 1, 4, "A variable is not closed.")]
    [InlineData("a: ${1X}\n", 1, 4, "\"1X\" is not the name of a variable.")]
    [InlineData("a: ${}\n", 1, 4, "\"\" is not the name of a variable.")]
    public void Read_Mistake_SaysWhereAndWhat(string text, int line, int column, string what)
    {
        Read(text, out var problems);
        var problem = Assert.Single(problems);
        Assert.Equal((line, column, what), (problem.Line, problem.Column, problem.What));
        Assert.True(problem.Why.Length > 0 && problem.Fix.Length > 0);
    }

    [Theory]
    [InlineData("a:\n  - b: 1\n   c: 2\n", "The line begins with 3 spaces, ", "there it is 4, 2, 0.")]
    [InlineData("a:\n    b: 1\n  c: 2\n", "The line begins with 2 spaces, ", "there it is 4, 0.")]
    [InlineData("a: x\n b: y\n", "The reader of YAML says: ", ".")]
    public void Read_WrongIndent_SaysHowManySpaces(string text, string start, string end)
    {
        Read(text, out var problems);
        string why = Assert.Single(problems).Why;
        Assert.StartsWith(start, why, StringComparison.Ordinal);
        Assert.EndsWith(end, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_NamesTheByte()
    {
        var problems = new ConfigurationProblems();
        YamlReader.Read("f.yaml", [.. "a: x\nb: "u8, 0xE4, (byte)'\n'], Variables(), problems);
        var problem = Assert.Single(problems.ToList());
        Assert.Equal((2, 4, "The file is not UTF-8."), (problem.Line, problem.Column, problem.What));
        Assert.Equal("The byte at offset 8 belongs to no character.", problem.Why);
    }

    [Fact]
    public void Read_ByteOrderMark_IsAllowed() =>
        Assert.Equal("{\"a\":\"x\"}", Assert.Single(Read("\uFEFFa: x\n", out _)).ToString());

    [Fact]
    public void Read_AliasBomb_IsRefusedAtOnce()
    {
        // Each line uses the one before nine times: 9^12 nodes.
        var text = new StringBuilder("a0: &a0 x\n");
        for (int i = 1; i <= 12; i++)
            text.Append($"a{i}: &a{i} [ {string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))} ]\n");
        Read(text.ToString(), out var problems);
        Assert.Equal("The file has more than 1,000,000 keys and values.", Assert.Single(problems).What);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{ a: ")]
    [InlineData("- ")]
    public void Read_DeepNesting_IsRefusedAtOnce(string open)
    {
        Read(string.Concat(Enumerable.Repeat(open, 100_000)), out var problems);
        Assert.Equal("The file is nested more than 32 deep.", Assert.Single(problems).What);
    }

    [Fact]
    public void Read_GiantFile_IsRefused()
    {
        Read(new string(' ', (8 << 20) + 1), out var problems);
        Assert.Equal("The file has 8,388,609 bytes.", Assert.Single(problems).What);
    }

    [Fact]
    public void Read_GiantValue_IsRefused()
    {
        Read("a: " + new string('x', 70_000), out var problems);
        Assert.Equal("The value has 70,000 characters.", Assert.Single(problems).What);
    }

    [Fact]
    public void Read_VariablesThatGrow_AreRefused()
    {
        Read("a: " + string.Concat(Enumerable.Repeat("${BIG}", 100)), out var problems);
        Assert.Equal("The value has 100,000 characters after its variables are filled in.",
            Assert.Single(problems).What);
    }

    [Fact]
    public void Read_ManyEntries_IsFast()
    {
        string text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"key{i}: value{i}\n"));
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Single(Read(text, out var problems));
        Assert.Empty(problems);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 30);
    }

    [Fact]
    public void Read_VariablesInKeys_StayAsTheyAre() =>
        Assert.Equal("{\"${BIG}\":\"x\"}", Assert.Single(Read("${BIG}: x\n", out _)).ToString());

    private static Variables Variables() => new(n => n == "BIG" ? new string('x', 1_000) : null);

    private static IReadOnlyList<YamlNode> Read(string text, out IReadOnlyList<ConfigurationProblem> problems)
    {
        var found = new ConfigurationProblems();
        var documents = YamlReader.Read("f.yaml", Encoding.UTF8.GetBytes(text), Variables(), found);
        problems = found.ToList();
        return documents;
    }
}
