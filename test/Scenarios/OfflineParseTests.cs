using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The tool parse with the real program.</summary>
public class OfflineParseTests
{
    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003">
          <xs:element name="Line">
            <xs:annotation><xs:appinfo>
              <b:recordInfo structure="delimited" child_delimiter_type="hex" child_delimiter="0x0A"
                child_order="postfix" />
            </xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:element name="R">
                <xs:annotation><xs:appinfo>
                  <b:recordInfo structure="delimited" child_delimiter_type="char" child_delimiter=","
                    child_order="infix" />
                </xs:appinfo></xs:annotation>
                <xs:complexType><xs:sequence>
                  <xs:element name="A" type="xs:string" /><xs:element name="B" type="xs:string" />
                </xs:sequence></xs:complexType>
              </xs:element>
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public async Task Parse_gives_a_folder_all_messages_or_none()
    {
        using var folder = new TempFolder();
        folder.Write("s.xsd", Schema);
        folder.Write("good.txt", "1,2\n3,4\n");
        folder.Write("bad.txt", "1,2\n3,4\n5\n6,7\n");

        var bad = await ViaductProgram.JsonAsync(
            2, "parse", "--schema", folder.PathOf("s.xsd"), folder.PathOf("bad.txt"), "--out", folder.PathOf("out"));
        Assert.Equal(3, bad.GetProperty("line").GetInt32());
        Assert.Empty(Directory.EnumerateFiles(folder.PathOf("out")));

        var good = await ViaductProgram.JsonAsync(
            0, "parse", "--schema", folder.PathOf("s.xsd"), folder.PathOf("good.txt"), "--out", folder.PathOf("out"));
        Assert.Equal(2, good.GetProperty("messages").GetInt32());
        Assert.Equal(
            ["good-000001.xml", "good-000002.xml"],
            Directory.EnumerateFiles(folder.PathOf("out")).Select(Path.GetFileName).Order());
        Assert.Equal(
            "<Line><R><A>3</A><B>4</B></R></Line>", File.ReadAllText(folder.PathOf("out/good-000002.xml")));
    }

    [Fact]
    public async Task A_schema_inferred_of_a_file_parses_it()
    {
        using var folder = new TempFolder();
        folder.Write("orders.csv", "Id,Total\r\n1,2.50\r\n2,3\r\n");
        folder.Write("mixed.csv", "a,b\r\nc,d\n");

        var found = await ViaductProgram.JsonAsync(
            0, "schema", "infer", folder.PathOf("orders.csv"), "--out", folder.PathOf("o.xsd"));
        Assert.Equal("delimited", found.GetProperty("structure").GetString());
        var printed = await ViaductProgram.RunAsync(["schema", "infer", "orders.csv"], folder.Path);
        Assert.Equal(File.ReadAllText(folder.PathOf("o.xsd")), printed.Output);
        var parsed = await ViaductProgram.RunAsync(["parse", "--schema", "o.xsd", "orders.csv"], folder.Path);
        Assert.Equal((0, ""), (parsed.ExitCode, parsed.Error));
        Assert.Contains("<Id>2</Id><Total>3</Total>", parsed.Output, StringComparison.Ordinal);
        folder.Write("orders.xml", parsed.Output);
        var written = await ViaductProgram.RunAsync(["write", "--schema", "o.xsd", "orders.xml"], folder.Path);
        Assert.Equal(File.ReadAllText(folder.PathOf("orders.csv")), written.Output);

        var bad = await ViaductProgram.JsonAsync(2, "schema", "infer", folder.PathOf("mixed.csv"));
        Assert.Equal(2, bad.GetProperty("line").GetInt32());
        Assert.Contains("--format csv --record NAME", bad.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_if_the_call_says_so()
    {
        using var folder = new TempFolder();
        folder.Write("o.csv", "Id,Total\r\n1,2.50\r\n2,3\r\n");
        folder.Write("o.xsd", "mine");
        string[] infer = ["schema", "infer", "o.csv", "--out", "o.xsd"];
        var refused = await ViaductProgram.RunAsync(infer, folder.Path);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'o.xsd' exists already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.PathOf("o.xsd")));
        Assert.Equal(0, (await ViaductProgram.RunAsync([.. infer, "--force"], folder.Path)).ExitCode);
        Assert.Contains("schema", File.ReadAllText(folder.PathOf("o.xsd")), StringComparison.Ordinal);

        refused = await ViaductProgram.RunAsync(["schema", "infer", "o.csv", "--out", "none/o.xsd"], folder.Path);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Make it, or name another place.", refused.Error, StringComparison.Ordinal);

        string[] parse = ["parse", "--format", "csv", "--record", "R", "o.csv", "--out", "parts"];
        Assert.Equal(0, (await ViaductProgram.RunAsync(parse, folder.Path)).ExitCode);
        folder.Write("parts/o-000001.xml", "mine");
        refused = await ViaductProgram.RunAsync(parse, folder.Path);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("exists already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(folder.PathOf("parts/o-000001.xml")));
        Assert.Equal(0, (await ViaductProgram.RunAsync([.. parse, "--force"], folder.Path)).ExitCode);
        Assert.Equal("<R><Id>1</Id><Total>2.50</Total></R>", File.ReadAllText(folder.PathOf("parts/o-000001.xml")));
    }

    [Fact]
    public async Task Csv_is_written_with_the_line_ends_and_quotes_that_the_call_names()
    {
        using var folder = new TempFolder();
        folder.Write("o.xml", "<F><R><a>1\t2</a><b>x y</b></R></F>");
        string[] write = ["write", "--format", "csv", "--record", "R", "o.xml", "--delimiter", "tab"];
        Assert.Equal(
            "a\tb\n'1\t2'\tx y\n",
            (await ViaductProgram.RunAsync([.. write, "--line-end", "lf", "--quote", "'"], folder.Path)).Output);
        Assert.Equal("a\tb\r\n\"1\t2\"\tx y\r\n", (await ViaductProgram.RunAsync(write, folder.Path)).Output);
        Assert.Equal(2, (await ViaductProgram.RunAsync([.. write, "--quote", "none"], folder.Path)).ExitCode);
        folder.Write("q.csv", "a,b\n'1,2',3\n");
        var read = await ViaductProgram.RunAsync(
            ["parse", "--format", "csv", "--record", "R", "--quote", "'", "q.csv"], folder.Path);
        Assert.Equal("<R><a>1,2</a><b>3</b></R>\n", read.Output);
    }

    [Theory]
    [InlineData("write --format csv --record R --line-ends lf o.xml", "'--line-ends' is no option", "--line-end")]
    [InlineData("write --colour red --format csv o.xml", "'--colour' is no option of 'viaduct write'.", "--help")]
    [InlineData("map --xslt m.xsl --quick", "'--quick' is no option of 'viaduct map'.", "--help")]
    public async Task An_option_that_nobody_knows_is_the_one_that_is_named(string line, string what, string next)
    {
        var result = await ViaductProgram.RunAsync(line.Split(' '));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(what, result.Error, StringComparison.Ordinal);
        Assert.Contains(next, result.Error, StringComparison.Ordinal);
    }
}
