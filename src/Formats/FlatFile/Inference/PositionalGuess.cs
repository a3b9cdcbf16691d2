using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Finds the columns of lines of one length, by blanks and by where digits meet letters.</summary>
internal static class PositionalGuess
{
    private const int LinesMin = 2;
    private const int LengthMax = 10_000;

    /// <summary>What the sample is taken for.</summary>
    /// <exception cref="DocumentFaultException">The lines show no columns.</exception>
    public static Proposal Of(Sample sample)
    {
        string[] lines = sample.Lines;
        int length = lines[0].Length;
        if (lines.Length < LinesMin || length is 0 or > LengthMax || lines.Any(line => line.Length != length))
            throw Sample.Refused("The lines are not all of one length.");
        var starts = Starts(lines, length);
        if (starts.Count < 2) throw Sample.Refused("The lines show no columns.");
        var fields = new List<ProposedField>();
        int from = 0;
        for (int i = 0; i < starts.Count; i++)
        {
            int end = i + 1 < starts.Count ? starts[i + 1] : length;
            int next = end;
            int right = EndOfValues(lines, starts[i], end);
            bool isRight = lines.Any(line => line[starts[i]] == ' ') && lines.All(line => line[right - 1] != ' ');
            if (isRight) next = right;
            string[] values = [.. lines.Select(line => line[from..next].Trim(' '))];
            fields.Add(new ProposedField(
                $"Field{i + 1}", FieldTypes.Of(values), Length: next - from, IsRight: isRight));
            from = next;
        }

        if (from < length) fields.Add(new ProposedField("Rest", "xs:string", Length: length - from));
        return new Proposal("positional", "", [new ProposedRecord("Record", "", true, fields)], false,
        [
            $"All lines are {length} characters long: fields stand at fixed places, where blanks, or digits beside "
                + "letters, showed them.",
        ]);
    }

    private static List<int> Starts(string[] lines, int length)
    {
        var starts = new List<int>();
        for (int i = 0; i < length; i++)
        {
            bool isBlank = lines.All(line => line[i] == ' ');
            bool wasBlank = i == 0 || lines.All(line => line[i - 1] == ' ');
            bool isBoundary = i > 0
                && ((lines.All(line => char.IsAsciiDigit(line[i])) && lines.All(line => char.IsLetter(line[i - 1])))
                || (lines.All(line => char.IsLetter(line[i])) && lines.All(line => char.IsAsciiDigit(line[i - 1]))));
            if ((!isBlank && wasBlank) || isBoundary) starts.Add(i);
        }

        return starts;
    }

    private static int EndOfValues(string[] lines, int start, int end)
    {
        while (end > start + 1 && lines.All(line => line[end - 1] == ' ')) end--;
        return end;
    }
}
