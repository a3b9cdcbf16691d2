using System.Text;
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
