namespace Viaduct.Client;

/// <summary>What send ports and receive locations do, or are to do.</summary>
public static class PortStates
{
    /// <summary>A send port that is subscribed and sends.</summary>
    public const string Started = "started";

    /// <summary>A send port that is subscribed and does not send: its messages wait in the log.</summary>
    public const string Stopped = "stopped";

    /// <summary>A send port without subscription: messages pass it by.</summary>
    public const string Unenlisted = "unenlisted";

    /// <summary>A receive location that receives.</summary>
    public const string Enabled = "enabled";

    /// <summary>A receive location that receives nothing.</summary>
    public const string Disabled = "disabled";

    /// <summary>What the configuration says: an operator's word is taken back.</summary>
    public const string Configured = "configured";
}
