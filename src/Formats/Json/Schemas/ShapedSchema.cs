using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Json.Schemas;

/// <summary>A schema as JSON needs it.</summary>
/// <param name="Type">The type of its documents.</param>
/// <param name="Root">The root element.</param>
/// <param name="File">The file that declares it.</param>
internal sealed record ShapedSchema(DocumentType Type, ElementShape Root, string File)
{
    /// <summary>Compiles a schema of a package.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="root">The root element, or empty for the only one, or the one that it names.</param>
    /// <param name="files">The package.</param>
    /// <exception cref="ComponentConfigurationException">It cannot be used.</exception>
    public static ShapedSchema Load(string path, string root, IPackageFiles files)
    {
        try
        {
            return Load([path], root, files);
        }
        catch (ComponentConfigurationException) when (files.Exists(PackagePath.Normal(path)))
        {
            // What it imports may be named by namespace only: then it is looked for beside it.
            try
            {
                return Load([path, FlatSchemas.FolderOf(path)], root, files);
            }
            catch (ComponentConfigurationException)
            {
                return Load([path], root, files);
            }
        }
    }

    private static ShapedSchema Load(string[] paths, string root, IPackageFiles files)
    {
        var schemas = SchemaFiles.Read(paths, files);
        if (paths.Length == 1 && schemas.Named.Count != 1)
            throw new ComponentConfigurationException(
                "A folder with several schemas does not say which one describes the documents. Name that one.",
                paths[0]);
        var file = schemas.Named[0];
        var (set, _) = SchemaSets.Compile(file, schemas);
        var roots = SchemaCatalog.RootsOf(file, set);
        if (root.Length > 0)
            roots = [.. set.GlobalElements.Values.Cast<System.Xml.Schema.XmlSchemaElement>().Where(element =>
                element.QualifiedName.Name == root && element.QualifiedName.Namespace == file.Namespace)];
        if (roots.Count != 1)
            throw new ComponentConfigurationException(
                root.Length > 0 ? $"The schema declares no root element '{root}'."
                    : $"The schema declares {roots.Count} root elements. Say which is meant: the option root.",
                file.Path);
        var compiler = new ShapeCompiler(file.Path);
        var type = new DocumentType(roots[0].QualifiedName.Namespace, roots[0].QualifiedName.Name);
        return new ShapedSchema(type, compiler.RootOf(roots[0]), file.Path);
    }
}
