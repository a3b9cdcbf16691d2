namespace Viaduct.Core.Pipelines;

/// <summary>What a disassembler found: a message, or why a part of the interchange is none.</summary>
public sealed class DisassembledItem
{
    private DisassembledItem(PipelineMessage? message, Failure? failure, bool recoverable) =>
        (Message, Failure, Recoverable) = (message, failure, recoverable);

    /// <summary>The message; for a recoverable failure the bad part with its bytes, to be suspended alone.</summary>
    public PipelineMessage? Message { get; }

    /// <summary>Why this part is bad, or null.</summary>
    public Failure? Failure { get; }

    /// <summary>
    /// True if the rest of the interchange goes on when this part fails, here or later on its way to the message box
    /// (validation, map, routing): the part is suspended alone. False: the interchange is suspended as a whole.
    /// </summary>
    public bool Recoverable { get; }

    /// <summary>
    /// Where the disassembly stands behind this part, if it can go on there later; null if it can only begin anew. To
    /// be asked before the next part is asked for.
    /// </summary>
    public IDisassemblyPlace? Behind { get; private set; }

    /// <summary>A good message.</summary>
    public static DisassembledItem Good(PipelineMessage message, bool recoverable = false) =>
        new(message, null, recoverable);

    /// <summary>A bad part; the others go on (recoverable interchange).</summary>
    public static DisassembledItem BadPart(PipelineMessage part, Failure failure) => new(part, failure, true);

    /// <summary>The same part, with where the disassembly stands behind it.</summary>
    public DisassembledItem StandingAt(IDisassemblyPlace behind)
    {
        Behind = behind;
        return this;
    }

    /// <summary>The interchange is bad as a whole.</summary>
    public static DisassembledItem BadInterchange(Failure failure) => new(null, failure, false);
}
