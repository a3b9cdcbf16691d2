namespace Viaduct.Campaign.Histories;

/// <summary>What a history can violate. The numbers in the texts are the design's invariants.</summary>
internal enum ViolationKind
{
    /// <summary>Accepted, and neither arrived nor suspended (1, 7).</summary>
    Lost,

    /// <summary>Arrived under two keys, so that a far side which drops repeats has it twice (2, 3, 13).</summary>
    Twice,

    /// <summary>Arrived with another content.</summary>
    WrongContent,

    /// <summary>Arrived, and was never offered, or not for this port.</summary>
    Unknown,

    /// <summary>One key stood for two messages: a far side that drops repeats has lost one (13).</summary>
    KeyUsedTwice,

    /// <summary>Arrived before what had been accepted before it was begun (6).</summary>
    OutOfOrder,

    /// <summary>The group's own records have a work item sent twice: two owners have completed it (3, 4).</summary>
    StaleWrite,

    /// <summary>A caller got two different responses to one request (2, 13).</summary>
    AnsweredTwice,

    /// <summary>A caller got the response to another request, or one that nobody sent.</summary>
    WrongAnswer,

    /// <summary>A good message was refused for good, and the group does not list it as suspended (7).</summary>
    Refused,

    /// <summary>A server was taken over that was alive and had its store (8).</summary>
    FalseTakeover,

    /// <summary>A server ended by itself, or could not be stopped or started (9).</summary>
    ServerEnded,

    /// <summary>Nothing was accepted, or not all delivered, in a time in which it must be (9).</summary>
    Stalled,

    /// <summary>An operator's word was refused (10).</summary>
    CommandRefused,
}
