namespace Viaduct.Core.Model;

/// <summary>What a send port does.</summary>
public enum SendPortState
{
    /// <summary>It has its subscription and sends.</summary>
    [Option("Subscribed and sending.")]
    Started,

    /// <summary>It has its subscription, keeps its place in the log, and sends nothing.</summary>
    [Option("Subscribed but not sending: its messages wait in the log.")]
    Stopped,

    /// <summary>It has no subscription.</summary>
    [Option("Without subscription: messages pass it by.")]
    Unenlisted,
}
