using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>The composed receive pipeline of a location, in the order in which it runs.</summary>
/// <param name="Decoders">All run.</param>
/// <param name="Disassemblers">
/// The first that recognises the interchange runs; none: the interchange is one message.
/// </param>
/// <param name="Validators">All run, for each message.</param>
/// <param name="Maps">The port's maps; the first whose source type fits runs.</param>
internal sealed record ReceivePipeline(
    IReadOnlyList<IBodyComponent> Decoders,
    IReadOnlyList<IDisassembler> Disassemblers,
    IReadOnlyList<IBodyComponent> Validators,
    IReadOnlyList<IMap> Maps)
{
    /// <summary>Bytes pass as they are.</summary>
    public static readonly ReceivePipeline PassThrough = new([], [], [], []);

    /// <summary>True if there is nothing to do.</summary>
    public bool IsPassThrough =>
        Decoders.Count == 0 && Disassemblers.Count == 0 && Validators.Count == 0 && Maps.Count == 0;

    /// <summary>The stages as people see them.</summary>
    public IEnumerable<string> Describe()
    {
        foreach (var c in Decoders) yield return "decode: " + c.Sentence;
        foreach (var c in Disassemblers) yield return "disassemble: " + c.Sentence;
        foreach (var c in Validators) yield return "validate: " + c.Sentence;
        foreach (var m in Maps) yield return "map: from " + m.SourceMessageType;
    }
}
