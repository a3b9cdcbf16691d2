namespace Viaduct.Core.Messages;

/// <summary>
/// The system properties, in BizTalk's namespace so that filters and maps carry over. In filters and configuration
/// they are written <c>BTS.Name</c>.
/// </summary>
public static class SystemProperties
{
    /// <summary>The namespace of all system properties.</summary>
    public const string Namespace = "http://schemas.microsoft.com/BizTalk/2003/system-properties";

    /// <summary>Target namespace, <c>#</c> and root name of the document; promoted by disassemblers.</summary>
    public static readonly PropertyKey MessageType = Key("MessageType");

    /// <summary>The message's id, as text. Written.</summary>
    public static readonly PropertyKey MessageId = Key("MessageID");

    /// <summary>The id of the source item that the message came in. Written.</summary>
    public static readonly PropertyKey InterchangeId = Key("InterchangeID");

    /// <summary>The place of the message in its source item, from 1. Promoted.</summary>
    public static readonly PropertyKey InterchangeSequenceNumber = Key("InterchangeSequenceNumber");

    /// <summary>The address that the message came in at. Promoted.</summary>
    public static readonly PropertyKey InboundTransportLocation = Key("InboundTransportLocation");

    /// <summary>The adapter that the message came in by, for example <c>FILE</c>. Promoted.</summary>
    public static readonly PropertyKey InboundTransportType = Key("InboundTransportType");

    /// <summary>The receive port. Promoted.</summary>
    public static readonly PropertyKey ReceivePortName = Key("ReceivePortName");

    /// <summary>The receive location. Written.</summary>
    public static readonly PropertyKey ReceiveLocationName = Key("ReceiveLocationName");

    /// <summary>The two-way send port that got the response which the message is. Promoted on it.</summary>
    public static readonly PropertyKey SendPortName = Key("SPName");

    /// <summary>The address that a dynamic send goes to. Promoted if set.</summary>
    public static readonly PropertyKey OutboundTransportLocation = Key("OutboundTransportLocation");

    /// <summary>The adapter that a dynamic send uses. Promoted if set.</summary>
    public static readonly PropertyKey OutboundTransportType = Key("OutboundTransportType");

    /// <summary>The operation of a two-way exchange. Promoted if set.</summary>
    public static readonly PropertyKey Operation = Key("Operation");

    /// <summary>Names who waits for the response to a request; an opaque text. Written.</summary>
    public static readonly PropertyKey CorrelationToken = Key("EpmRRCorrelationToken");

    /// <summary>
    /// True for a response that goes to whoever waits for it, and not by subscriptions. Promoted.
    /// </summary>
    public static readonly PropertyKey RouteDirect = Key("RouteDirectToTP");

    /// <summary><c>NACK</c> for the message that tells that there is no response. Promoted.</summary>
    public static readonly PropertyKey AckType = Key("AckType");

    /// <summary>The failure code of a request that has no response. Promoted.</summary>
    public static readonly PropertyKey AckFailureCode = Key("AckFailureCode");

    /// <summary>Why a request has no response. Written.</summary>
    public static readonly PropertyKey AckDescription = Key("AckDescription");

    /// <summary>
    /// The trace that the message belongs to, as W3C's header <c>traceparent</c>. Written, if there is one.
    /// </summary>
    public static readonly PropertyKey TraceParent = Key("TraceParent");

    /// <summary>What else tracing says of the message, as W3C's header <c>tracestate</c>. Written.</summary>
    public static readonly PropertyKey TraceState = Key("TraceState");

    /// <summary>The key of a system property by its local name.</summary>
    public static PropertyKey Key(string name) => PropertyKey.Get(Namespace, name);
}
