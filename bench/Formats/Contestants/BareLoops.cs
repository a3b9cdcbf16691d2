using System.Text;
using System.Text.Json;
using System.Xml;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.FormatsBench.Contestants;

/// <summary>The least that can be done with the same bytes: what a component is measured against.</summary>
internal static class BareLoops
{
    /// <summary>An <see cref="XmlReader"/> copied to an <see cref="XmlWriter"/>.</summary>
    public static long CopyXml(byte[] bytes)
    {
        using var target = new CountingStream();
        using (var reader = XmlReader.Create(new MemoryStream(bytes)))
        using (var writer = Writer(target))
        {
            writer.WriteNode(reader, defattr: false);
        }

        return target.Length;
    }

    /// <summary>Lines split at a character, the parts as elements to an <see cref="XmlWriter"/>.</summary>
    public static long SplitLines(byte[] bytes, char delimiter, int skipped) =>
        Lines(bytes, (line, writer) =>
        {
            string[] parts = line.Split(delimiter);
            for (int i = 0; i < Sample.Fields.Length; i++)
                writer.WriteElementString(Sample.Fields[i], "", parts[i + skipped]);
        });

    /// <summary>Lines cut by widths, the trimmed parts as elements to an <see cref="XmlWriter"/>.</summary>
    public static long CutLines(byte[] bytes) =>
        Lines(bytes, (line, writer) =>
        {
            int at = 0;
            for (int i = 0; i < Sample.Fields.Length; at += FlatSamples.Widths[i++])
                writer.WriteElementString(
                    Sample.Fields[i], "", line.Substring(at, FlatSamples.Widths[i]).TrimEnd(' '));
        });

    /// <summary>The tokens of a <see cref="Utf8JsonReader"/>, as elements to an <see cref="XmlWriter"/>.</summary>
    public static long JsonToXml(byte[] bytes)
    {
        using var target = new CountingStream();
        using (var writer = Writer(target))
        {
            var reader = new Utf8JsonReader(bytes);
            string name = "Orders";
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject:
                        writer.WriteStartElement(name, "");
                        break;
                    case JsonTokenType.EndObject:
                        writer.WriteEndElement();
                        break;
                    case JsonTokenType.String:
                        writer.WriteElementString(name, "", reader.GetString());
                        break;
                    case JsonTokenType.Number:
                        writer.WriteStartElement(name, "");
                        writer.WriteAttributeString("type", "number");
                        writer.WriteString(Encoding.UTF8.GetString(reader.ValueSpan));
                        writer.WriteEndElement();
                        break;
                }
            }
        }

        return target.Length;
    }

    /// <summary>The nodes of an <see cref="XmlReader"/>, as properties to a <see cref="Utf8JsonWriter"/>.</summary>
    public static long XmlToJson(byte[] document)
    {
        using var target = new CountingStream();
        using var reader = XmlReader.Create(new MemoryStream(document));
        using (var writer = new Utf8JsonWriter((Stream)target))
        {
            writer.WriteStartArray();
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == 1) writer.WriteEndObject();
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.Depth == 1) writer.WriteStartObject();
                if (reader.Depth != 2) continue;
                string name = reader.LocalName;
                bool isNumber = reader.HasAttributes;
                string value = reader.ReadString();
                if (isNumber)
                {
                    writer.WritePropertyName(name);
                    writer.WriteRawValue(value, skipInputValidation: true);
                }
                else
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndArray();
        }

        return target.Length;
    }

    private static long Lines(byte[] bytes, Action<string, XmlWriter> write)
    {
        using var target = new CountingStream();
        using (var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8))
        using (var writer = Writer(target))
        {
            writer.WriteStartElement("o", "Orders", "urn:bench:orders");
            while (reader.ReadLine() is { } line)
            {
                writer.WriteStartElement("Order", "");
                write(line, writer);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return target.Length;
    }

    private static XmlWriter Writer(Stream target) =>
        XmlWriter.Create(target, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false });
}
