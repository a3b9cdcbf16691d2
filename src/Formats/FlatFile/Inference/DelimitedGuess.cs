using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Finds the delimiter that cuts all lines alike, the header line, and records of several kinds.</summary>
internal static class DelimitedGuess
{
    private const int TagsMax = 50;
    private const int TagMax = 16;
    private const int FieldsMax = 2_000;

    private static readonly char[] Delimiters = ['\t', ';', '|', ','];

    /// <summary>What the sample is taken for.</summary>
    /// <exception cref="DocumentFaultException">Nothing separates fields alike in all lines.</exception>
    public static Proposal Of(Sample sample)
    {
        var (rows, delimiter) = Best(sample);
        string shown = Shown.Quoted(delimiter.ToString());
        var assumptions = new List<string> { $"Fields are separated by {shown}." };
        if (Tagged(rows) is { } kinds) return OfTagged(kinds, delimiter, assumptions);
        bool hasHeader = HasHeader(rows);
        if (hasHeader) assumptions.Add("The first line is a header: it names the fields.");
        var names = new FieldNames();
        string[] header = hasHeader ? rows[0] : [];
        int columns = rows.Max(row => row.Length);
        string[] fields = [.. Enumerable.Range(0, columns).Select(i => names.Of(
            i < header.Length ? DelimitedRows.Inside(header[i]) : "", $"Field{i + 1}"))];
        var body = rows[(hasHeader ? 1 : 0)..];
        var records = new List<ProposedRecord>();
        if (hasHeader) records.Add(new ProposedRecord("Header", "", false, Fields([header], fields, 0, "header")));
        records.Add(new ProposedRecord("Record", "", true, Fields(body, fields, 0, "column")));
        if (body.Any(row => row.Length < columns))
            assumptions.Add("Lines differ in length: the fields that some lack are optional.");
        if (records[^1].Fields.Any(field => field.IsWrapped))
            assumptions.Add("Quotation marks stand around all values of some fields, and are written so.");
        return new Proposal("delimited", delimiter.ToString(), records, false, assumptions);
    }

    private static (List<string[]> Rows, char Delimiter) Best(Sample sample)
    {
        (List<string[]> Rows, char Delimiter, double Score)? best = null;
        foreach (char delimiter in Delimiters)
        {
            var rows = DelimitedRows.Of(sample, delimiter)
                ?? throw Sample.Refused("A quotation mark at the start of a value has no partner. Correct the sample.");
            int usual = rows.GroupBy(row => row.Length).MaxBy(group => group.Count())!.Key;
            if (rows.Max(row => row.Length) is < 2 or > FieldsMax) continue;
            bool isEverywhere = rows.All(row => row.Length > 1) || Tagged(rows) is not null;
            if (!isEverywhere) continue;
            double score = (double)rows.Count(row => row.Length == usual) / rows.Count;
            if (best is null || score > best.Value.Score) best = (rows, delimiter, score);
        }

        return best is { } found
            ? (found.Rows, found.Delimiter)
            : throw Sample.Refused(
                "No comma, semicolon, tab or bar is in all lines, and the lines show no columns. Take a sample of one "
                    + "kind, without lines of titles or empty lines, or write the schema by hand.");
    }

    private static bool HasHeader(List<string[]> rows)
    {
        if (rows.Count < 2) return false;
        string[] first = [.. rows[0].Select(DelimitedRows.Inside)];
        if (first.Any(name => name.Length == 0 || FieldTypes.IsValue(name))) return false;
        if (first.Distinct(StringComparer.OrdinalIgnoreCase).Count() != first.Length) return false;
        return rows[1..].Any(row => row.Any(value => FieldTypes.IsValue(DelimitedRows.Inside(value))));
    }

    // Several kinds of records, each with its own number of fields, known by the first value.
    private static List<(string Tag, List<string[]> Rows, int Runs)>? Tagged(List<string[]> rows)
    {
        if (rows.Count < 3 || rows.All(row => row.Length == rows[0].Length)) return null;
        var kinds = new List<(string Tag, List<string[]> Rows, int Runs)>();
        string last = "";
        foreach (string[] row in rows)
        {
            string tag = row[0];
            if (tag.Length is 0 or > TagMax || !tag.All(char.IsAsciiLetterOrDigit)) return null;
            int index = kinds.FindIndex(kind => kind.Tag == tag);
            if (index < 0)
            {
                if (kinds.Count == TagsMax) return null;
                kinds.Add((tag, [], 0));
                index = kinds.Count - 1;
            }

            kinds[index].Rows.Add(row);
            if (kinds[index].Rows[0].Length != row.Length) return null;
            if (tag != last) kinds[index] = kinds[index] with { Runs = kinds[index].Runs + 1 };
            last = tag;
        }

        return kinds.Count > 1 && kinds.Any(kind => kind.Rows.Count > 1) ? kinds : null;
    }

    private static Proposal OfTagged(
        List<(string Tag, List<string[]> Rows, int Runs)> kinds, char delimiter, List<string> assumptions)
    {
        bool isMixed = kinds.Any(kind => kind.Runs > 1);
        assumptions.Add($"The first value is a tag: there are {kinds.Count} kinds of records, "
            + (isMixed ? "in any order." : "one after the other."));
        var names = new FieldNames();
        var records = kinds.Select(kind =>
        {
            string[] fields = [.. Enumerable.Range(1, kind.Rows[0].Length - 1).Select(i => $"Field{i}")];
            return new ProposedRecord(
                names.Of(kind.Tag, "Record"), kind.Tag, kind.Rows.Count > 1,
                Fields(kind.Rows, fields, 1, $"record {kind.Tag}, column"));
        });
        return new Proposal("tagged", delimiter.ToString(), [.. records], isMixed, assumptions);
    }

    private static ProposedField[] Fields(List<string[]> rows, string[] names, int skip, string what)
    {
        int least = rows.Min(row => row.Length) - skip;
        return [.. names.Take(rows.Max(row => row.Length) - skip).Select((name, i) =>
        {
            string[] all = [.. rows.Where(row => row.Length > i + skip).Select(row => row[i + skip])];
            bool isWrapped = IsWrapped([.. all.Where(value => value.Length > 0)], $"{what} {i + 1}");
            string[] values = isWrapped ? [.. all.Select(DelimitedRows.Inside)] : all;
            return new ProposedField(name, FieldTypes.Of(values), i >= least, isWrapped);
        })];
    }

    private static bool IsWrapped(string[] values, string what)
    {
        if (values.Length == 0 || !values.Any(DelimitedRows.IsWrapped)) return false;
        if (values.All(DelimitedRows.IsWrapped)) return true;
        throw Sample.Refused(
            $"Quotation marks stand around some values only ({what}), and a schema's writer puts them around all: the "
                + "file could not be written back. Have the sender use them always or never.");
    }
}
