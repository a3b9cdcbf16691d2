using System.Text;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>A compiled flat-file schema. Immutable; serves all threads.</summary>
internal sealed record FlatGrammar
{
    /// <summary>The root record.</summary>
    public required FlatNode Root { get; init; }

    /// <summary>The file it comes from.</summary>
    public required string File { get; init; }

    /// <summary>The encoding of instances without a byte order mark.</summary>
    public required Encoding Encoding { get; init; }

    /// <summary>True if lengths and offsets count bytes.</summary>
    public bool CountsBytes { get; init; }

    /// <summary>True if optional parts leave to required ones what these need.</summary>
    public bool IsComplex { get; init; }

    /// <summary>True if elements without content are left out of the XML.</summary>
    public bool SuppressEmpty { get; init; }

    /// <summary>True if positional records may end early.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>True if optional fields behind an early end are left out.</summary>
    public bool OmitsEarly { get; init; }

    /// <summary>True if an infix root may be followed by another one.</summary>
    public bool BreaksInfixRoot { get; init; }

    /// <summary>True if parts that a document leaves out are written as empty ones.</summary>
    public bool GeneratesEmpty { get; init; } = true;

    /// <summary>What becomes of the letters of values when they are written.</summary>
    public LetterCase Case { get; init; }

    /// <summary>
    /// True if required fields that a document leaves out get the value that the schema gives them: unless reading
    /// leaves required fields out itself, for then what is read could not be written back.
    /// </summary>
    public bool FillsIn => !SuppressEmpty && !EndsEarly;

    /// <summary>How many nodes it has.</summary>
    public int Nodes { get; init; }

    /// <summary>The type of its messages: namespace#root.</summary>
    public string MessageType => Root.Namespace.Length == 0 ? Root.Name : $"{Root.Namespace}#{Root.Name}";
}
