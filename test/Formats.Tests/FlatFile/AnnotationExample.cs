namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>An annotation, what it means, and a file that shows it.</summary>
public sealed record AnnotationExample
{
    /// <summary>The annotation element that has it.</summary>
    public required string Place { get; init; }

    /// <summary>The attribute.</summary>
    public required string Name { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>What is meant without it.</summary>
    public required string Default { get; init; }

    /// <summary>The attribute as the example has it.</summary>
    public required string Shown { get; init; }

    /// <summary>The schema of the example.</summary>
    public required string Schema { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Its XML.</summary>
    public required string Xml { get; init; }

    /// <summary>A document to be written, if it is not the XML of the file.</summary>
    public string? Document { get; init; }

    /// <summary>What the XML gives, if it is not the file.</summary>
    public string? Written { get; init; }
}
