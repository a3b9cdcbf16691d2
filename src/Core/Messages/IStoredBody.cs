namespace Viaduct.Core.Messages;

/// <summary>A body that is kept in the store in chunks; a message record names it by its id.</summary>
internal interface IStoredBody
{
    /// <summary>The id under which its chunks are kept.</summary>
    Guid BodyId { get; }

    /// <summary>
    /// Takes a body that was just uploaded for one message. A stored body lives as long as that message: another one
    /// that wants the same bytes needs a copy.
    /// </summary>
    /// <returns>False if it is another message's already.</returns>
    bool TryTake();
}
