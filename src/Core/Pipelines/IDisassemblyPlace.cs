namespace Viaduct.Core.Pipelines;

/// <summary>Where a disassembly stands in an interchange.</summary>
public interface IDisassemblyPlace
{
    /// <summary>
    /// The place as a short text that <see cref="IRestartableDisassembler.GoOnAsync"/> takes, also in another process;
    /// null if nobody can go on here.
    /// </summary>
    string? Mark { get; }
}
