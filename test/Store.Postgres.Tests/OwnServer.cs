using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests;

/// <summary>A server for one test class alone, which stops and crashes it.</summary>
public sealed class OwnServer : IAsyncLifetime
{
    public PostgresServer Server { get; } = new();

    public ValueTask InitializeAsync() => Server.InitializeAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
