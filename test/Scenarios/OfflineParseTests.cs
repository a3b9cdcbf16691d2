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
    }
}
