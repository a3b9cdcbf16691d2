using System.Xml;
using System.Xml.Linq;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>
/// A stylesheet and those that it includes and imports, read from the package only, never from elsewhere, without DTDs.
/// </summary>
internal sealed class StylesheetFiles
{
    /// <summary>The namespace of XSLT.</summary>
    public const string Xslt = "http://www.w3.org/1999/XSL/Transform";

    private const int BytesMax = 16 << 20;
    private const int FilesMax = 256;
    private const int DepthMax = 256;

    private readonly IPackageFiles _files;
    private readonly SortedDictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);
    private readonly List<XDocument> _documents = [];

    private StylesheetFiles(IPackageFiles files) => _files = files;

    /// <summary>The bytes of each file by its path.</summary>
    public IReadOnlyDictionary<string, byte[]> Bytes => _bytes;

    /// <summary>The files as trees, the main one first; the base address of each is its path.</summary>
    public IReadOnlyList<XDocument> Documents => _documents;

    /// <summary>Reads a stylesheet and what it names in turn.</summary>
    /// <exception cref="ComponentConfigurationException">A file is missing, no XML, or outside.</exception>
    public static StylesheetFiles Read(string path, IPackageFiles files)
    {
        var result = new StylesheetFiles(files);
        var open = new Queue<string>([PackagePath.Normal(path)]);
        while (open.TryDequeue(out string? next))
        {
            if (result._bytes.ContainsKey(next)) continue;
            if (result._bytes.Count == FilesMax)
                throw new ComponentConfigurationException($"The map has more than {FilesMax} files.", path);
            var document = result.Parse(next);
            result._documents.Add(document);
            foreach (var reference in References(document)) open.Enqueue(result.Locate(next, reference));
        }

        return result;
    }

    /// <summary>The files that a stylesheet needs, as far as they are there.</summary>
    public static IReadOnlyCollection<string> Follow(string path, IPackageFiles files)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([PackagePath.Normal(path)]);
        var reader = new StylesheetFiles(files);
        while (open.TryDequeue(out string? next) && found.Count < FilesMax)
        {
            if (!files.Exists(next) || !found.Add(next)) continue;
            try
            {
                foreach (var reference in References(reader.Parse(next)))
                    open.Enqueue(reader.Locate(next, reference));
            }
            catch (ComponentConfigurationException)
            {
                // Packed as it is; whoever makes the map says what is wrong with it.
            }
        }

        return found;
    }

    /// <summary>Opens a file that has been read, for the compiler.</summary>
    public XmlReader Open(string path) =>
        PackageBytes.OpenXml(_bytes[path], PackageResolver.AddressOf(path).ToString(), BytesMax);

    private static IEnumerable<XElement> References(XDocument document) =>
        document.Root!.Elements().Where(e => e.Name.NamespaceName == Xslt && e.Name.LocalName is "include" or "import");

    private string Locate(string from, XElement reference)
    {
        string href = reference.Attribute("href")?.Value ?? "";
        int line = ((IXmlLineInfo)reference).LineNumber;
        string? path = PackagePath.Beside(from, href);
        if (path is null || path.StartsWith("..", StringComparison.Ordinal))
            throw new ComponentConfigurationException(
                $"xsl:{reference.Name.LocalName} names '{Excerpt.Of(href)}', which is outside. A map takes in only "
                    + "files of its own application: put the file beside this one, and give its relative path.",
                from, line);
        if (_files.Exists(path)) return path;
        throw new ComponentConfigurationException(
            $"xsl:{reference.Name.LocalName} names '{Excerpt.Of(href)}', and there is no file {path}. Correct the "
                + "path, which is relative to this file, or add the file.",
            from, line);
    }

    private XDocument Parse(string path)
    {
        try
        {
            byte[] bytes = PackageBytes.Read(_files, path, BytesMax);
            PackageBytes.CheckDepth(bytes, BytesMax, DepthMax);
            using var reader = PackageBytes.OpenXml(bytes, path, BytesMax);
            var document = XDocument.Load(
                reader, LoadOptions.SetLineInfo | LoadOptions.SetBaseUri | LoadOptions.PreserveWhitespace);
            _bytes[path] = bytes;
            return document;
        }
        catch (XmlException e)
        {
            throw new ComponentConfigurationException(
                $"The file is no XSLT stylesheet: {ParserWords.Of(e).Sentence}", path, Math.Max(e.LineNumber, 1), e);
        }
        catch (DocumentFaultException e)
        {
            throw new ComponentConfigurationException(
                $"The file is no XSLT stylesheet: {e.Failure.Text}", path, (int?)e.Failure.Place?.Line, e);
        }
    }
}
