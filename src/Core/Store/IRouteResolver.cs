namespace Viaduct.Core.Store;

/// <summary>Routes publications for the writer.</summary>
internal interface IRouteResolver
{
    /// <summary>The version that <see cref="Resolve"/> routes with now.</summary>
    long Version { get; }

    /// <summary>Sets the routes of all publications of the entry, and open items for those that nobody wants.</summary>
    /// <returns>The version that was used.</returns>
    long Resolve(CommitEntry entry);

    /// <summary>Loads routes of at least this version.</summary>
    Task EnsureAsync(long version, CancellationToken cancellationToken);
}
