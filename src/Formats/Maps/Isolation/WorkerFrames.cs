namespace Viaduct.Formats.Maps.Isolation;

/// <summary>
/// What a server and the process of an isolated map say to each other: one byte, then what belongs to it.
/// </summary>
internal static class WorkerFrames
{
    /// <summary>To the process: a stylesheet with its number and files.</summary>
    public const byte Load = (byte)'L';

    /// <summary>To the process: a document, with the number of the stylesheet and the limits.</summary>
    public const byte Run = (byte)'R';

    /// <summary>From the process: it begins with the next document.</summary>
    public const byte Started = (byte)'S';

    /// <summary>From the process: a piece of the result.</summary>
    public const byte Piece = (byte)'P';

    /// <summary>From the process: the result is complete; the message type of its root.</summary>
    public const byte Done = (byte)'D';

    /// <summary>From the process: why there is no result.</summary>
    public const byte Failed = (byte)'F';

    /// <summary>From the process: the memory was not enough.</summary>
    public const byte OutOfMemory = (byte)'M';

    /// <summary>The command of the program that makes it such a process.</summary>
    public const string Command = "map-worker";
}
