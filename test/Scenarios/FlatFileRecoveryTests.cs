using System.Text;

namespace Viaduct.Scenarios;

/// <summary>A bad record of a flat file waits alone, and is delivered once the schema is corrected.</summary>
public class FlatFileRecoveryTests
{
    private const string Configuration =
        """
        receivePorts:
          - name: lines-in
            locations:
              - name: lines
                file: { folder: "IN", mask: "*.csv" }
                receive:
                  - flatFile: { schema: schemas/Line.xsd, header: schemas/Header.xsd, recoverable: true }
                  - validateXml: { schemas: [ schemas/Line.xsd ] }
        sendPorts:
          - name: lines
            filter: messageType == "urn:l#Lines"
            file: { folder: "OUT/lines", fileName: "%MessageID%-%SourceFileName%" }
        """;

    [Fact]
    public async Task A_bad_record_is_suspended_alone_and_resumed_without_the_header()
    {
        using var group = Group();
        var server = await group.StartReadyAsync();
        group.Put("day.csv", "Monday\r\na,1\r\nb;2\r\nc,three\r\nd,4\r\n");
        await group.ArrivedAsync("lines", 2);
        var suspended = await group.SuspendedAsync(2);
        await FileGroup.StopAsync(server);
        await server.DisposeAsync();
        Assert.Equal(["a", "d"], Names(group));
        string[] texts = [.. suspended.Select(item => item.GetProperty("failureText").GetString()!)];
        Assert.Contains(texts, text => text.Contains(
            "Part 2 of the file, from line 3, column 1, byte 13 on: Expected ','", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("three", StringComparison.Ordinal));

        // Now both are allowed: another delimiter beside, and words for numbers.
        Write(group, "Line", Line.Replace("xs:int", "xs:string", StringComparison.Ordinal)
            .Replace("child_delimiter=\",\"", "child_delimiter=\";\"", StringComparison.Ordinal));
        var applied = await ViaductProgram.RunAsync(["apply", group.Configuration, "--store", group.Store]);
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        await using var again = await group.StartReadyAsync();
        foreach (var item in suspended)
            await ViaductProgram.JsonAsync(
                0, "messages", "resume", item.GetProperty("id").GetString()!, "--store", group.Store);
        await group.ArrivedAsync("lines", 4);
        await FileGroup.StopAsync(again);
        Assert.Equal(["a", "b", "c", "d"], Names(group));
        group.CheckAllTaken();
    }

    private static readonly string Line = Schema(
        "<xs:element name=\"Line\"><xs:annotation><xs:appinfo><b:recordInfo structure=\"delimited\" "
            + "child_delimiter_type=\"char\" child_delimiter=\",\" child_order=\"infix\" /></xs:appinfo>"
            + "</xs:annotation><xs:complexType><xs:sequence><xs:element name=\"Name\" type=\"xs:string\" />"
            + "<xs:element name=\"Count\" type=\"xs:int\" /></xs:sequence></xs:complexType></xs:element>");

    private static string Schema(string content) =>
        $"""
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
            targetNamespace="urn:l">
          <xs:annotation><xs:appinfo>
            <b:schemaInfo standard="Flat File" root_reference="Lines" />
          </xs:appinfo></xs:annotation>
          <xs:element name="Lines">
            <xs:annotation><xs:appinfo><b:recordInfo structure="delimited" child_delimiter_type="hex"
              child_delimiter="0x0D 0x0A" child_order="postfix" /></xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    private static FileGroup Group()
    {
        var group = new FileGroup();
        group.Out("lines");
        Write(group, "Line", Line);
        Write(group, "Header", Schema("<xs:element name=\"Day\" type=\"xs:string\" />"));
        group.ConfigureText(Configuration
            .Replace("IN\"", $"{group.In}\"", StringComparison.Ordinal)
            .Replace("OUT/", $"{group.PathOf("out")}/", StringComparison.Ordinal));
        return group;
    }

    private static void Write(FileGroup group, string name, string schema) =>
        group.WriteConfiguration($"schemas/{name}.xsd", Encoding.UTF8.GetBytes(schema));

    private static IEnumerable<string> Names(FileGroup group) => group.ArrivedPaths("lines")
        .Select(path => File.ReadAllText(path).Split("<Name>")[1].Split("</Name>")[0]).Order(StringComparer.Ordinal);
}
