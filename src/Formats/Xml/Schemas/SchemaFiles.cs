using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>
/// The schema files of one configuration: those it names, alone or by folder, and whatever they name in turn. Read
/// from the package only, never from the network, and without DTDs.
/// </summary>
internal sealed class SchemaFiles
{
    private const string Extension = ".xsd";
    private const int BytesMax = 64 << 20;
    private const string XmlNamespace = "http://www.w3.org/XML/1998/namespace";
    private const int DepthMax = 256;

    private readonly IPackageFiles _files;
    private readonly Dictionary<string, byte[]> _bytes = new(StringComparer.Ordinal);
    private readonly List<SchemaFile> _named = [];
    private readonly List<SchemaFile> _beside = [];

    private SchemaFiles(IPackageFiles files) => _files = files;

    /// <summary>The files that the configuration names, in its order.</summary>
    public IReadOnlyList<SchemaFile> Named => _named;

    /// <summary>Reads the files that a configuration names.</summary>
    /// <exception cref="ComponentConfigurationException">One is missing or no schema.</exception>
    public static SchemaFiles Read(IEnumerable<string> paths, IPackageFiles files)
    {
        var result = new SchemaFiles(files);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths.SelectMany(path => Expand(path, files)))
            if (seen.Add(path)) result._named.Add(result.Parse(path));
        return result;
    }

    /// <summary>Adds files to look in for what the others name; those that are no schemas are left out.</summary>
    public void LookIn(IEnumerable<string> paths)
    {
        foreach (string path in paths.Except(_named.Select(file => file.Path), StringComparer.Ordinal))
        {
            try
            {
                _beside.Add(Parse(path));
            }
            catch (ComponentConfigurationException)
            {
                // Nobody has named it.
            }
        }
    }

    /// <summary>The files that a path of the configuration means: itself, or all schemas of the folder.</summary>
    public static IReadOnlyList<string> Expand(string path, IPackageFiles files)
    {
        string normal = PackagePath.Normal(path);
        if (files.Exists(normal)) return [normal];
        var listed = files.List(normal)
            .Where(file => file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            .Select(file => PackagePath.Normal(file))
            .ToList();
        return listed.Count > 0
            ? listed
            : throw new ComponentConfigurationException(
                $"There is no schema file, and no folder with {Extension} files, at '{path}'. Paths are relative to "
                    + $"{files.RelativeTo}.",
                path);
    }

    /// <summary>Reads a file anew: the library changes what it compiles, so each use needs its own.</summary>
    /// <exception cref="ComponentConfigurationException">It is missing or no schema.</exception>
    public SchemaFile Parse(string path)
    {
        try
        {
            var bytes = Bytes(path);
            PackageBytes.CheckDepth(bytes, BytesMax, DepthMax);
            using var reader = PackageBytes.OpenXml(bytes, path, BytesMax);
            return new SchemaFile(path, XmlSchema.Read(reader, (_, e) => throw e.Exception)!);
        }
        catch (XmlSchemaException e)
        {
            throw new ComponentConfigurationException(
                $"The file is no XML Schema: {e.Message}", path, e.LineNumber > 0 ? e.LineNumber : null, e);
        }
        catch (XmlException e)
        {
            throw new ComponentConfigurationException(
                $"The file is no XML Schema: {ParserWords.Of(e).Sentence}", path, Math.Max(e.LineNumber, 1), e);
        }
        catch (DocumentFaultException e)
        {
            throw new ComponentConfigurationException(
                $"The file is no XML Schema: {e.Failure.Text}", path, (int?)e.Failure.Place?.Line, e);
        }
    }

    /// <summary>
    /// The path of the file that an include, import or redefine means: next to the file that names it, or, where the
    /// location is a type name, an address or nothing, the named file with that namespace or file name.
    /// </summary>
    /// <returns>Null if the library has it built in, or nothing needs it.</returns>
    /// <exception cref="ComponentConfigurationException">There is no such file.</exception>
    public string? Resolve(XmlSchemaExternal external, string from)
    {
        string location = external.SchemaLocation ?? "";
        string? ns = (external as XmlSchemaImport)?.Namespace;
        bool isImport = external is XmlSchemaImport;
        if (isImport && ns == XmlNamespace) return null;
        if (Locate(location, from, isImport ? ns ?? "" : null) is { } found) return found;
        if (isImport && location.Length == 0) return null;
        throw new ComponentConfigurationException(
            $"The schema '{location}' that it names is not in the package. Name it, or its folder, under schemas, "
                + "and give its location relative to this file. Schemas are never fetched from the network.",
            from,
            external.LineNumber);
    }

    /// <summary>Finds a file by location, else by namespace, else by file name.</summary>
    /// <param name="location">A relative path, a type name, an address, or empty.</param>
    /// <param name="from">The file that names it.</param>
    /// <param name="ns">The namespace that it must have, or null if unknown.</param>
    public string? Locate(string location, string from, string? ns)
    {
        if (PackagePath.Beside(from, location) is { } path && _files.Exists(path)) return path;
        var known = _named.Concat(_beside);
        if (ns is not null && known.FirstOrDefault(file => file.Namespace == ns) is { } sameNamespace)
            return sameNamespace.Path;
        string name = location.Replace('\\', '/').Split('/')[^1];
        if (!name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)) name = name.Split('.')[^1] + Extension;
        return known.FirstOrDefault(file => file.Path.Split('/')[^1].Equals(name, StringComparison.OrdinalIgnoreCase)
            && (ns is null || file.Namespace == ns))?.Path;
    }

    private byte[] Bytes(string path)
    {
        if (_bytes.TryGetValue(path, out byte[]? known)) return known;
        return _bytes[path] = PackageBytes.Read(_files, path, BytesMax);
    }
}
