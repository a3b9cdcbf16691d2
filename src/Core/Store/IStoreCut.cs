namespace Viaduct.Core.Store;

/// <summary>
/// Cuts this process off from its store, as a network does that silently carries nothing: for drills. It ends at the
/// latest with the process.
/// </summary>
public interface IStoreCut
{
    /// <summary>
    /// Begins. Until what is returned is disposed of, nothing that the store sends arrives here, and no new connection
    /// is made.
    /// </summary>
    /// <exception cref="IOException">It cannot be done here, or is done already; nothing was changed.</exception>
    IDisposable Begin();
}
