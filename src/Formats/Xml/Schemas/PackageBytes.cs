using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Whole files of a package, for what cannot be compiled from a stream.</summary>
internal static class PackageBytes
{
    private const int Chunk = 64 << 10;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ComponentConfigurationException">It cannot be read, or is larger than the limit.</exception>
    public static byte[] Read(IPackageFiles files, string path, int bytesMax)
    {
        try
        {
            using var stream = files.Open(path);
            using var copy = new MemoryStream();
            byte[] buffer = new byte[Chunk];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                copy.Write(buffer, 0, read);
                if (copy.Length > bytesMax)
                    throw new ComponentConfigurationException($"The file is larger than {bytesMax:N0} bytes.", path);
            }

            return copy.ToArray();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ComponentConfigurationException($"The file cannot be read: {e.Message}", path, null, e);
        }
    }

    /// <summary>Reads the bytes as an XML document without DTD and without anything from outside.</summary>
    public static XmlReader OpenXml(byte[] bytes, string address, int bytesMax) => XmlReader.Create(
        CharacterSource.Over(bytes, null, bytesMax),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null },
        address);

    /// <summary>
    /// Refuses a document whose elements lie too deep: compilers of schemas and stylesheets call themselves for each
    /// level, and a stack that runs over ends the process.
    /// </summary>
    /// <exception cref="DocumentFaultException">They do.</exception>
    public static void CheckDepth(byte[] bytes, int bytesMax, int depthMax)
    {
        using var reader = OpenXml(bytes, "", bytesMax);
        while (reader.Read())
        {
            if (reader.Depth < depthMax) continue;
            var lines = (IXmlLineInfo)reader;
            throw DocumentLimits.TooDeep(depthMax, new FailurePlace(lines.LineNumber, lines.LinePosition));
        }
    }
}
