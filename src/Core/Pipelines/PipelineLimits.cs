using Viaduct.Core.Model;

namespace Viaduct.Core.Pipelines;

/// <summary>What a pipeline run may use. Exceeding a limit is a failure of code <c>limit</c>.</summary>
public sealed record PipelineLimits
{
    /// <summary>The largest body in bytes. Default 256 MB.</summary>
    [Option("The largest body.", Bytes = true, Min = "1KB", Max = "1024GB")]
    public long BodyBytes { get; init; } = 256L << 20;

    /// <summary>A body up to this size in bytes is kept in memory, a larger one in the store. Default 256 KB.</summary>
    [Option(
        "A body up to this size is kept in memory, a larger one in the store.", Bytes = true, Min = "4KB", Max = "8MB")]
    public int InlineBytes { get; init; } = 256 << 10;

    /// <summary>The deepest nesting of elements, records or objects. Default 256.</summary>
    [Option("The deepest nesting of elements, records or objects.", Min = "8", Max = "10000")]
    public int Depth { get; init; } = 256;

    /// <summary>The longest single value (text node, attribute, field) in characters. Default 16 million.</summary>
    [Option("The longest single value (text node, attribute, field) in characters.", Min = "1024", Max = "1073741824")]
    public int ValueCharacters { get; init; } = 16 << 20;

    /// <summary>The longest promoted value in characters; a longer one suspends the message. Default 1,024.</summary>
    [Option("The longest promoted value in characters; a longer one suspends the message.", Min = "16", Max = "1024")]
    public int PromotedCharacters { get; init; } = 1024;

    /// <summary>
    /// An interchange whose messages come to more bytes than this is large: it is taken in whole first, and
    /// disassembled from the store in slices. Default 8 MB.
    /// </summary>
    [Option(
        "An interchange of several messages that come to more is taken in whole and disassembled in slices.",
        Bytes = true, Min = "64KB", Max = "64MB")]
    public int InterchangeBytes { get; init; } = 8 << 20;

    /// <summary>How many bytes of messages a slice of a large interchange has, one commit each. Default 1 MB.</summary>
    [Option(
        "How many bytes of messages one commit of a large interchange has.", Bytes = true, Min = "16KB", Max = "8MB")]
    public int SliceBytes { get; init; } = 1 << 20;

    /// <summary>The most messages in one interchange, the bad ones included. Default 100 million.</summary>
    [Option("The most messages in one interchange.", Min = "1000", Max = "2000000000")]
    public int InterchangeParts { get; init; } = 100_000_000;

    /// <summary>How many large interchanges a host disassembles at once on one server. Default 2.</summary>
    [Option("How many large interchanges a host disassembles at once on one server.", Min = "1", Max = "64")]
    public int LargeInterchanges { get; init; } = 2;
}
