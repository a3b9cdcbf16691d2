using System.Text.Json;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The tool validate-message on files that become XML.</summary>
public class OfflineValidateTests
{
    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:element name="Order">
            <xs:complexType><xs:sequence>
              <xs:element name="Id" type="xs:int" />
              <xs:element name="Line" maxOccurs="unbounded">
                <xs:complexType><xs:sequence>
                  <xs:element name="Sku" type="xs:string" /><xs:element name="Price" type="xs:decimal" />
                </xs:sequence></xs:complexType>
              </xs:element>
            </xs:sequence></xs:complexType>
          </xs:element>
          <xs:element name="Row">
            <xs:complexType><xs:sequence>
              <xs:element name="Id" type="xs:int" /><xs:element name="Net_x0020_total" type="xs:decimal" />
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public async Task Errors_in_json_have_their_line_and_pointer()
    {
        using var folder = Folder();
        folder.Write("good.json", """{ "Id": 1, "Line": [ { "Sku": "a", "Price": 1.5 } ] }""");
        folder.Write(
            "bad.json",
            """
            {
              "Id": "many",
              "Line": [
                { "Sku": "a", "Price": 1.5 },
                { "Sku": "b", "Price": "dear" }
              ]
            }
            """);

        var good = await CheckAsync(0, folder, "json", "--root", "Order", "good.json");
        Assert.Equal(1, good.GetProperty("messages").GetInt32());
        var errors = ErrorsOf(await CheckAsync(2, folder, "json", "--root", "Order", "bad.json"));
        Assert.Equal(
            [("/Id", 2, "many"), ("/Line/1/Price", 5, "dear")],
            errors.Select(e => (Text(e, "pointer"), e.GetProperty("line").GetInt32(), Text(e, "found"))));
        Assert.Equal("/Order/Line[2]/Price", Text(errors[1], "path"));
        Assert.Equal(28, errors[1].GetProperty("column").GetInt32());
    }

    [Theory]
    [InlineData("--lines", "{0}\n{1}\n\n{2}\n{3}\n", 4)]
    [InlineData("--items", "[\n{0},\n{1},\n{2},\n{3}\n]", 4)]
    public async Task Each_document_of_a_file_is_checked(string how, string form, int lineOfThird)
    {
        using var folder = Folder();
        const string Good = """{ "Id": 1, "Line": [ { "Sku": "a", "Price": 1.5 } ] }""";
        const string Wrong = """{ "Id": 1, "Line": [ { "Sku": "a", "Price": true } ] }""";
        const string Twice = """{ "Id": 1, "Id": 2 }""";
        folder.Write("many.json", string.Format(form, Good, Wrong, Wrong, Twice));

        var bad = await CheckAsync(2, folder, "json", "--root", "Order", how, "many.json");
        var errors = ErrorsOf(bad);
        Assert.Equal(4, bad.GetProperty("messages").GetInt32());
        Assert.Equal([2, 3, 4], errors.Select(e => e.GetProperty("part").GetInt32()));
        Assert.Equal("/Line/0/Price", Text(errors[1], "pointer"));
        Assert.Equal(lineOfThird, errors[1].GetProperty("line").GetInt32());
        Assert.Equal(JsonValueKind.Null, errors[2].GetProperty("pointer").ValueKind);
    }

    [Fact]
    public async Task Json_without_a_schema_must_be_json()
    {
        using var folder = new TempFolder();
        folder.Write("good.json", """{ "a": [ 1, 2 ] }""");
        folder.Write("bad.json", "{ \"a\":\n [ 1, 2, ] }");

        string[] call = ["validate-message", "--format", "json", "--root", "X"];
        await ViaductProgram.JsonAsync(0, [.. call, folder.PathOf("good.json")]);
        var bad = Assert.Single(ErrorsOf(await ViaductProgram.JsonAsync(2, [.. call, folder.PathOf("bad.json")])));
        Assert.Equal((2, 10), (bad.GetProperty("line").GetInt32(), bad.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task Rows_of_csv_are_checked_each()
    {
        using var folder = Folder();
        folder.Write("rows.csv", "Id,Net total\n1,2.50\nx,3\n4,5,6\n7,much\n");

        var bad = await CheckAsync(2, folder, "csv", "--record", "Row", "rows.csv");
        var errors = ErrorsOf(bad);
        Assert.Equal(4, bad.GetProperty("messages").GetInt32());
        Assert.Equal([2, 3, 4], errors.Select(e => e.GetProperty("part").GetInt32()));
        Assert.Equal(["Id", "Net total"], new[] { errors[0], errors[2] }.Select(e => Text(e, "element")));
        Assert.Equal(4, errors[1].GetProperty("line").GetInt32());
        Assert.Equal("/Row/Net_x0020_total", Text(errors[2], "path"));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_what_to_do()
    {
        using var folder = Folder();
        folder.Write("x.json", "{}");
        foreach (var (wrong, hint) in new (string[], string)[]
        {
            ([], "--schema"),
            (["--format", "csv"], "--record"),
            (["--format", "json", "--schema", folder.Path], "a file"),
            (["--format", "json", "--lines", "--items"], "--lines or --items"),
        })
        {
            var result = await ViaductProgram.RunAsync(["validate-message", .. wrong, folder.PathOf("x.json")]);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        }
    }

    private static TempFolder Folder()
    {
        var folder = new TempFolder();
        folder.Write("Order.xsd", Schema);
        return folder;
    }

    private static Task<JsonElement> CheckAsync(int exitCode, TempFolder folder, string format, params string[] more) =>
        ViaductProgram.JsonAsync(
            exitCode,
            ["validate-message", "--format", format, "--schema", folder.PathOf("Order.xsd"), .. more[..^1],
                folder.PathOf(more[^1])]);

    private static List<JsonElement> ErrorsOf(JsonElement result) =>
        [.. result.GetProperty("errors").EnumerateArray()];

    private static string? Text(JsonElement error, string name) => error.GetProperty(name).GetString();
}
