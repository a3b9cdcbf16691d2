namespace Viaduct.Core.Messages;

/// <summary>A body that is kept in the store in chunks; a message record names it by its id.</summary>
internal interface IStoredBody
{
    /// <summary>The id under which its chunks are kept.</summary>
    Guid BodyId { get; }
}
