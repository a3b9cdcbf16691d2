namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>An annotation, what it means, and a file that shows it.</summary>
/// <param name="Place">The annotation element that has it.</param>
/// <param name="Name">The attribute.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Default">What is meant without it.</param>
/// <param name="Shown">The attribute as the example has it.</param>
/// <param name="Schema">The schema of the example.</param>
/// <param name="File">The file.</param>
/// <param name="Xml">Its XML.</param>
/// <param name="Written">What the XML gives, if it is not the file.</param>
public sealed record AnnotationExample(
    string Place,
    string Name,
    string Meaning,
    string Default,
    string Shown,
    string Schema,
    string File,
    string Xml,
    string? Written = null);
