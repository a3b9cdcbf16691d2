using Viaduct.Core.Messages;

namespace Viaduct.Core.Store;

/// <summary>Finds the stored bodies that a message names.</summary>
internal static class StoredBodies
{
    /// <summary>Their ids; usually none.</summary>
    public static IReadOnlyList<Guid> Of(Message message)
    {
        List<Guid>? ids = null;
        for (int i = 0; i < message.Parts.Count; i++)
            if (message.Parts[i].Body is IStoredBody stored) (ids ??= []).Add(stored.BodyId);
        return ids ?? (IReadOnlyList<Guid>)[];
    }
}
