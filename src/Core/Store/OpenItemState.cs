namespace Viaduct.Core.Store;

/// <summary>The states of an open item. Completed and terminated ones are deleted. The numbers are stored.</summary>
public enum OpenItemState
{
    /// <summary>Waits for its due time; free to be taken then.</summary>
    Waiting = 1,

    /// <summary>A host instance works on it.</summary>
    Active = 2,

    /// <summary>Waits for a person, who may resume or terminate it.</summary>
    Suspended = 3,

    /// <summary>Waits for a person, who may save or terminate it; it cannot be resumed.</summary>
    SuspendedNotResumable = 4,

    /// <summary>
    /// The response to a request, kept under the request's id for a request that comes again. It goes by age.
    /// </summary>
    Kept = 5,
}
