namespace Viaduct.Core.Messages;

/// <summary>
/// Property keys that a message record names by one byte instead of by text: what nearly every message carries. The
/// numbers are stored: only append.
/// </summary>
internal static class KnownKeys
{
    /// <summary>The first number; those below are of namespaces, the one above the last is for text.</summary>
    public const int First = 0x20;

    /// <summary>The number behind the last possible one.</summary>
    public const int End = 0x7f;

    private const string FileNamespace = "http://schemas.microsoft.com/BizTalk/2003/file-properties";

    private static readonly PropertyKey[] Keys =
    [
        SystemProperties.MessageType,
        SystemProperties.MessageId,
        SystemProperties.InterchangeId,
        SystemProperties.InterchangeSequenceNumber,
        SystemProperties.InboundTransportLocation,
        SystemProperties.InboundTransportType,
        SystemProperties.ReceivePortName,
        SystemProperties.ReceiveLocationName,
        SystemProperties.SendPortName,
        SystemProperties.OutboundTransportLocation,
        SystemProperties.OutboundTransportType,
        SystemProperties.Operation,
        PropertyKey.Get(FileNamespace, "ReceivedFileName"),
        PropertyKey.Get(FileNamespace, "FileCreationTime"),
        SystemProperties.CorrelationToken,
        SystemProperties.RouteDirect,
        SystemProperties.TraceParent,
        SystemProperties.TraceState,
    ];

    static KnownKeys()
    {
        for (int i = 0; i < Keys.Length; i++) Keys[i].Number = (byte)(First + i);
    }

    /// <summary>The number of a key, or 0 if it is written as text.</summary>
    public static byte NumberOf(PropertyKey key) => key.Number;

    /// <summary>The key of a number.</summary>
    public static PropertyKey Key(int number) => number - First < Keys.Length
        ? Keys[number - First]
        : throw new InvalidDataException($"Property key number {number} was written by a newer version.");
}
