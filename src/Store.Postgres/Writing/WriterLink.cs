using Npgsql;
using Viaduct.Store.Postgres.Connecting;

namespace Viaduct.Store.Postgres.Writing;

/// <summary>The writer's connection: its server process, its statements, and what the server has warned of.</summary>
internal sealed class WriterLink : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private string? _warning;

    public WriterLink(Dedicated dedicated, TimeProvider? clock)
    {
        _connection = dedicated.Connection;
        Backend = dedicated.Backend;
        Statements = new CommitStatements(_connection, clock);
        // "Might not have been replicated" comes as a warning beside a success.
        _connection.Notice += (_, notice) =>
        {
            if (notice.Notice.InvariantSeverity == "WARNING") _warning = notice.Notice.MessageText;
        };
    }

    public Backend Backend { get; }

    public NpgsqlConnection Connection => _connection;

    public CommitStatements Statements { get; }

    /// <summary>Takes the warning that came since the last call, or null.</summary>
    public string? TakeWarning() => _warning is null ? null : Interlocked.Exchange(ref _warning, null);

    /// <summary>Lets the connection go, once what runs on it has ended: it is never cancelled.</summary>
    public async Task DiscardAfterAsync(Task running)
    {
        try
        {
            await running;
        }
        catch (Exception)
        {
            // Nobody waits for this any more; the outcome was found out by other means.
        }
        await DisposeAsync();
    }

    public ValueTask DisposeAsync()
    {
        Statements.Dispose();
        return _connection.DisposeAsync();
    }
}
