using System.Xml;
using Viaduct.Formats.Json;
using Viaduct.Formats.Json.Converting;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Csv.Reading;

/// <summary>Writes rows as XML.</summary>
internal sealed class CsvEmitter(CsvColumns columns, XmlWriter xml, CsvReader reader)
{
    /// <summary>Takes properties out of the document, or null.</summary>
    public PromotionRun? Promotions { get; init; }

    /// <summary>Begins an element.</summary>
    public void Open(string local, string ns)
    {
        xml.WriteStartElement(ns.Length == 0 ? "" : JsonXml.RootPrefix, local, ns);
        if (ns.Length > 0) xml.WriteAttributeString("xmlns", JsonXml.RootPrefix, JsonXml.Declarations, ns);
        Promotions?.StartElement(local, ns);
    }

    /// <summary>Ends an element.</summary>
    public void Close()
    {
        xml.WriteEndElement();
        Promotions?.EndElement();
    }

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row, with as many values as there are columns.</param>
    /// <param name="local">The name of its element.</param>
    /// <param name="ns">The namespace of its element.</param>
    /// <exception cref="DocumentFaultException">A value cannot be in XML.</exception>
    public void Row(CsvRow row, string local, string ns)
    {
        Open(local, ns);
        for (int i = 0; i < row.Count; i++)
        {
            var value = row[i];
            if (XmlCharacters.IndexIn(value) is var at && at >= 0)
                throw XmlCharacters.Fault(value, at, reader.PlaceOf(i, columns.Names[i], local));
            xml.WriteStartElement("", columns.Elements[i], "");
            if (value.Count > 0) xml.WriteChars(value.Array!, value.Offset, value.Count);
            xml.WriteEndElement();
            if (Promotions is not { } promotions) continue;
            promotions.StartElement(columns.Elements[i], "");
            promotions.Text(value);
            promotions.EndElement();
        }

        Close();
    }
}
