using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv.Reading;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv;

/// <summary>The columns of a file, with the elements that they become.</summary>
internal sealed class CsvColumns
{
    private CsvColumns(IReadOnlyList<string> names) =>
        (Names, Elements) = (names, [.. names.Select(name => XmlConvert.EncodeLocalName(name)!)]);

    /// <summary>As they are called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The local names of the elements.</summary>
    public IReadOnlyList<string> Elements { get; }

    /// <summary>The columns that the options name.</summary>
    /// <param name="component">The component, for errors.</param>
    /// <param name="names">Their names.</param>
    /// <exception cref="ComponentConfigurationException">A name is empty or comes twice.</exception>
    public static CsvColumns Of(string component, IReadOnlyList<string> names)
    {
        if (ObjectionTo(names) is var (_, objection))
            throw new ComponentConfigurationException($"{component}: {objection} Give each column a name of its own.");
        return new CsvColumns(names);
    }

    /// <summary>The columns that the first row names.</summary>
    /// <param name="reader">Has read the first row.</param>
    /// <exception cref="DocumentFaultException">It names none, or one twice.</exception>
    public static CsvColumns Of(CsvReader reader)
    {
        var header = reader.Row;
        string[] names = [.. Enumerable.Range(0, header.Count).Select(i => header[i].AsSpan().Trim().ToString())];
        if (ObjectionTo(names) is not var (column, objection)) return new CsvColumns(names);
        throw new DocumentFaultException(new Failure(
            FailureCodes.BadInput,
            $"{objection} Have the sender name each column in the first row, or name them in the configuration: "
                + "columns.",
            reader.PlaceOf(column, null)));
    }

    private static (int Column, string Text)? ObjectionTo(IReadOnlyList<string> names)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0) return (i, $"Column {i + 1} of {names.Count} has no name.");
            if (names[i].AsSpan().ContainsAnyInRange('\0', '\x1f'))
                return (i, $"The name of column {i + 1} has a control character: '{Excerpt.Of(names[i])}'.");
            if (!seen.TryAdd(names[i], i + 1))
                return (i, $"Columns {seen[names[i]]} and {i + 1} are both called '{Excerpt.Of(names[i])}'.");
        }

        return null;
    }
}
