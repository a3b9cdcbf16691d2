using System.Xml.Schema;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>
/// One place in the tree of a schema, with all that its annotations say, defaults resolved. Immutable once compiled;
/// shared by all threads.
/// </summary>
internal sealed class FlatNode
{
    /// <summary>Stands for no character.</summary>
    public const char None = '\0';

    /// <summary>What it is.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The name of the element or attribute; empty for groups.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its namespace; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>True for an attribute.</summary>
    public bool IsAttribute { get; init; }

    /// <summary>How often it occurs at least.</summary>
    public int Min { get; init; } = 1;

    /// <summary>How often it occurs at most.</summary>
    public int Max { get; init; } = 1;

    /// <summary>The parts, in the order of the flat file.</summary>
    public FlatNode[] Children { get; set; } = [];

    /// <summary>What separates the parts; empty for nothing.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Where the delimiters stand.</summary>
    public ChildOrder Order { get; init; }

    /// <summary>What separates the occurrences of a repeating field; empty for the delimiter.</summary>
    public string RepeatingDelimiter { get; init; } = "";

    /// <summary>What a record begins with, or has at <see cref="TagOffset"/>; empty for nothing.</summary>
    public string Tag { get; init; } = "";

    /// <summary>Where the tag of a positional record is, from its start.</summary>
    public int TagOffset { get; init; }

    /// <summary>What takes the special meaning from the next character, or <see cref="None"/>.</summary>
    public char Escape { get; init; }

    /// <summary>True if empty parts keep their delimiters when written.</summary>
    public bool PreserveEmpty { get; init; } = true;

    /// <summary>True if delimiters of empty parts at the end are not written.</summary>
    public bool SuppressTrailing { get; init; }

    /// <summary>What may stand around a value, or <see cref="None"/>.</summary>
    public char Wrap { get; init; }

    /// <summary>What fills a field up.</summary>
    public char Pad { get; init; } = ' ';

    /// <summary>True if the value stands at the right end of the field.</summary>
    public bool IsRight { get; init; }

    /// <summary>How long a delimited field is at least when written.</summary>
    public int MinLength { get; init; }

    /// <summary>How much is skipped in front of a positional field.</summary>
    public int Offset { get; init; }

    /// <summary>How long a positional field is.</summary>
    public int Length { get; init; }

    /// <summary>How a date or time is written in the flat file; empty for as in XML.</summary>
    public string DateFormat { get; init; } = "";

    /// <summary>The value that the schema gives the field, by default or fixed; empty for none.</summary>
    public string Default { get; init; } = "";

    /// <summary>The simple type, to check values with and to know dates by, or null.</summary>
    public XmlSchemaDatatype? Type { get; init; }

    /// <summary>Where it stands in its parent.</summary>
    public int Index { get; set; }

    /// <summary>The record or group that it is in, or null.</summary>
    public FlatNode? Parent { get; set; }

    /// <summary>The record whose delimiters it stands between; itself for a record.</summary>
    public FlatNode Owner { get; set; } = null!;

    /// <summary>What ends a delimited field.</summary>
    public TerminatorSet Ends { get; set; } = TerminatorSet.Empty;

    /// <summary>The delimiters of the records around a record.</summary>
    public TerminatorSet Outer { get; set; } = TerminatorSet.Empty;

    /// <summary>Records with tags that may come instead of another occurrence.</summary>
    public FlatNode[] Rivals { get; set; } = [];

    /// <summary>Tags of siblings that begin with this one's tag and are longer.</summary>
    public string[] LongerTags { get; set; } = [];

    /// <summary>How many parts must follow in the same record.</summary>
    public int RequiredAfter { get; set; }

    /// <summary>True if parts without tags may follow in the same record.</summary>
    public bool HasUntaggedAfter { get; set; }

    /// <summary>True if nothing at all is an instance of it.</summary>
    public bool CanBeEmpty { get; set; }

    /// <summary>The index of its last attribute, or -1.</summary>
    public int LastAttribute { get; set; } = -1;

    /// <summary>How long a positional node is without repetitions, in characters or bytes.</summary>
    public long Extent { get; set; }

    /// <summary>True if a positional record may be of different lengths.</summary>
    public bool IsVariable { get; set; }

    /// <summary>All fields and records of a record, also those in its groups, in order.</summary>
    public FlatNode[] Leaves { get; set; } = [];

    /// <summary>Where it stands among the leaves of its record; -1 for the root and for groups.</summary>
    public int LeafIndex { get; set; } = -1;

    /// <summary>True for what is an element with parts.</summary>
    public bool IsRecord => Kind is NodeKind.Delimited or NodeKind.Positional;

    /// <summary>True for groups.</summary>
    public bool IsGroup => Kind is NodeKind.Sequence or NodeKind.Choice;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";
}
