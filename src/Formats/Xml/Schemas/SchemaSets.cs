using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>
/// Compiles a schema file with all that it includes and imports. Each named file is compiled on its own, as in
/// BizTalk, so that two files may declare the same type names, as versions of one schema do.
/// </summary>
internal static class SchemaSets
{
    private const int FilesMax = 2000;

    /// <summary>Compiles a file.</summary>
    /// <param name="file">The file; it belongs to the set afterwards.</param>
    /// <param name="files">Where the files are that it names.</param>
    /// <returns>The set, and the paths of the files that it includes, directly or not.</returns>
    /// <exception cref="ComponentConfigurationException">A file is missing, or they contradict themselves.</exception>
    public static (XmlSchemaSet Set, IReadOnlySet<string> Included) Compile(SchemaFile file, SchemaFiles files)
    {
        var included = Load(file, files);
        var errors = new List<XmlSchemaException>();
        var set = new XmlSchemaSet { XmlResolver = XmlResolver.ThrowingResolver };
        set.ValidationEventHandler += (_, e) =>
        {
            if (e.Severity == XmlSeverityType.Error) errors.Add(e.Exception);
        };
        try
        {
            set.Add(file.Schema);
            set.Compile();
        }
        catch (XmlSchemaException e)
        {
            errors.Add(e);
        }

        return errors.Count == 0 ? (set, included) : throw Wrong(file, errors);
    }

    // Set by hand rather than by a resolver, because only here is it known which namespace an import wants.
    private static HashSet<string> Load(SchemaFile file, SchemaFiles files)
    {
        var loaded = new Dictionary<string, SchemaFile>(StringComparer.Ordinal) { [file.Path] = file };
        var included = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(SchemaFile File, bool IsPart)>([(file, true)]);
        while (open.TryDequeue(out var next))
        {
            foreach (var external in next.File.Externals)
            {
                if (files.Resolve(external, next.File.Path) is not { } path)
                {
                    // Without a location the library takes what it has built in.
                    external.SchemaLocation = null;
                    continue;
                }

                bool isPart = next.IsPart && external is not XmlSchemaImport;
                if (isPart) included.Add(path);
                if (!loaded.TryGetValue(path, out var target))
                {
                    if (loaded.Count == FilesMax)
                        throw new ComponentConfigurationException(
                            $"The schema needs more than {FilesMax:N0} files.", file.Path);
                    loaded.Add(path, target = files.Parse(path));
                    open.Enqueue((target, isPart));
                }

                external.Schema = target.Schema;
            }
        }

        return included;
    }

    private static ComponentConfigurationException Wrong(SchemaFile file, List<XmlSchemaException> errors)
    {
        var first = errors[0];
        string more = errors.Count > 1 ? $" ({errors.Count - 1} more of them follow.)" : "";
        return new ComponentConfigurationException(
            $"The schema does not compile: {first.Message}{more}",
            string.IsNullOrEmpty(first.SourceUri) ? file.Path : first.SourceUri,
            first.LineNumber > 0 ? first.LineNumber : null,
            first);
    }
}
