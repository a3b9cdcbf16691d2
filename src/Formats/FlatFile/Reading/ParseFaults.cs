using System.Diagnostics;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>Says why a file does not fit its schemas, and remembers that one was said.</summary>
internal sealed class ParseFaults(ReadState state, FlatSchemas schemas, int charactersMax)
{
    /// <summary>True if the grammar could not be followed; false if only what was read is not usable.</summary>
    public bool HasAny { get; set; }

    /// <summary>The farthest fault.</summary>
    public DocumentFaultException Farthest()
    {
        var fault = state.Fault;
        if (fault.Node is null) throw new UnreachableException("A parse failed without a reason.");
        HasAny = true;
        var rest = state.Window.From(fault.Position);
        string found = fault.Found ?? (rest.IsEmpty ? "the end of the file" : Shown.Quoted(rest));
        return new DocumentFaultException(new Failure(
            FailureCodes.BadInput,
            $"Expected {fault.Expected}; found {found}. Have the sender correct the file, or correct the schema "
                + $"{schemas.Body.File}.",
            state.Window.PlaceOf(fault.Position, fault.Node)));
    }

    /// <summary>Something else was expected here.</summary>
    public DocumentFaultException Here(FlatNode node, string expected, string? found)
    {
        state.Fail(node, expected, found: found);
        return Farthest();
    }

    /// <summary>What must be read at once is longer than allowed.</summary>
    public DocumentFaultException TooLong()
    {
        HasAny = true;
        return new DocumentFaultException(new Failure(
            FailureCodes.Limit,
            $"A field or an undivided record is longer than {charactersMax:N0} characters. Look for a delimiter or a "
                + "closing wrap character that is missing; raise limits.valueCharacters if this is intended.",
            state.Window.PlaceOf(state.Position, null)));
    }
}
