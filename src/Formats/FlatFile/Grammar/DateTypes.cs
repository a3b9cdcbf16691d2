using System.Globalization;
using System.Xml.Schema;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Turns dates and times of a flat file's format into those of XML, and back.</summary>
internal static class DateTypes
{
    /// <summary>True for the types that may have a format of their own.</summary>
    public static bool IsDate(XmlSchemaDatatype? type) =>
        type?.TypeCode is XmlTypeCode.DateTime or XmlTypeCode.Date or XmlTypeCode.Time;

    /// <summary>A value of the flat file as XML writes it; null if it is not of the field's format.</summary>
    public static string? ToXml(FlatNode field, ReadOnlySpan<char> value)
    {
        if (!DateTime.TryParseExact(
            value.Trim(),
            FormatOf(field),
            CultureInfo.InvariantCulture,
            DateTimeStyles.NoCurrentDateDefault,
            out var date))
            return null;
        return date.ToString(XmlFormatOf(field, date), CultureInfo.InvariantCulture);
    }

    /// <summary>A value of XML as the flat file writes it; null if it is no date.</summary>
    public static string? FromXml(FlatNode field, ReadOnlySpan<char> value)
    {
        if (!DateTime.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date))
            return null;
        return date.ToString(FormatOf(field), CultureInfo.InvariantCulture);
    }

    private static string FormatOf(FlatNode field) =>
        field.DateFormat.Length == 1 ? "%" + field.DateFormat : field.DateFormat;

    private static string XmlFormatOf(FlatNode field, DateTime date)
    {
        string fraction = date.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : ".FFFFFFF";
        return field.Type!.TypeCode switch
        {
            XmlTypeCode.Date => "yyyy-MM-dd",
            XmlTypeCode.Time => "HH:mm:ss" + fraction,
            _ => "yyyy-MM-ddTHH:mm:ss" + fraction + (date.Kind == DateTimeKind.Unspecified ? "" : "K"),
        };
    }
}
