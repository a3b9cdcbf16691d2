using System.Diagnostics;
using System.Text;
using Viaduct.Formats.FlatFile;
using Viaduct.FormatsBench.Contestants;
using Viaduct.FormatsBench.Report;

namespace Viaduct.FormatsBench.Lines;

/// <summary>From the text of a schema of 2,000 elements to a component that is ready.</summary>
internal static class CompileLine
{
    private const int Records = 100;
    private const int FieldsOfEach = 19;
    private const string SchemaName = "large.xsd";

    /// <summary>Measures: the median, in milliseconds, of a process that has compiled a schema before.</summary>
    public static Figure Run(BenchOptions options, TextWriter progress)
    {
        var files = new MemoryFiles(new Dictionary<string, string> { [SchemaName] = Schema() });
        List<double> times = [];
        for (int round = 0; round <= options.Pairs; round++)
        {
            var clock = Stopwatch.StartNew();
            _ = FlatFileTools.Parser(new FlatFileOptions { Schema = SchemaName }, files);
            double milliseconds = clock.Elapsed.TotalMilliseconds;
            progress.WriteLine($"compile {round}/{options.Pairs}: {milliseconds:N1} ms");
            if (round > 0) times.Add(milliseconds);
        }

        return new Figure("compile", "ms", Ratio.Median(times)) { Bar = 200, IsMost = true };
    }

    private static string Schema()
    {
        var text = new StringBuilder("""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
                targetNamespace="urn:bench:large" xmlns="urn:bench:large">
              <xs:annotation><xs:appinfo><b:schemaInfo standard="Flat File" root_reference="All" /></xs:appinfo>
              </xs:annotation>
              <xs:element name="All"><xs:annotation><xs:appinfo><b:recordInfo structure="delimited"
                child_delimiter_type="hex" child_delimiter="0x0A" child_order="postfix" /></xs:appinfo></xs:annotation>
                <xs:complexType><xs:sequence>
            """);
        for (int record = 0; record < Records; record++)
        {
            text.Append($"""
                <xs:element name="R{record}" minOccurs="0"><xs:annotation><xs:appinfo><b:recordInfo
                  structure="delimited" tag_name="R{record:D3}" child_delimiter_type="char" child_delimiter=","
                  child_order="prefix" sequence_number="{record + 1}" /></xs:appinfo></xs:annotation>
                  <xs:complexType><xs:sequence>
                """);
            for (int field = 0; field < FieldsOfEach; field++)
                text.Append($"<xs:element name=\"F{field}\" type=\"xs:string\" minOccurs=\"0\" />");
            text.Append("</xs:sequence></xs:complexType></xs:element>");
        }

        return text.Append("</xs:sequence></xs:complexType></xs:element></xs:schema>").ToString();
    }
}
