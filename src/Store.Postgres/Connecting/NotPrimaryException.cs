namespace Viaduct.Store.Postgres.Connecting;

/// <summary>What answered takes no writes, or belongs to a past that a failover has ended.</summary>
internal sealed class NotPrimaryException(string message) : Exception(message);
