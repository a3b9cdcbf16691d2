namespace Viaduct.Core.Store;

/// <summary>
/// What two looks at a store have in common if nothing that a server takes up has happened in between.
/// </summary>
/// <param name="RouteVersion">The version of the routes; 0 if no configuration was ever applied.</param>
/// <param name="Announced">The number of what is about to be activated; 0 if nothing is.</param>
/// <param name="Given">Rises whenever a reader in a lane is given to another session (rule 103).</param>
public readonly record struct ConfigurationMark(long RouteVersion, long Announced, long Given);
