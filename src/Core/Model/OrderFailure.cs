namespace Viaduct.Core.Model;

/// <summary>What becomes of those behind a message that is suspended at an ordered send port.</summary>
public enum OrderFailure
{
    /// <summary>They go on; when the message is resumed it comes behind what went on.</summary>
    GoOn,

    /// <summary>They wait until it has been resumed and delivered, or terminated.</summary>
    Stop,
}
