using Microsoft.Extensions.Logging;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres.Preparing;

/// <summary>Checks the database, migrates it, and makes sure of the group: on one connection, under one lock.</summary>
internal sealed class Preparation(
    Gateway gateway, string description, PostgresStoreOptions options, ILogger logger)
{
    private static readonly string s_lock = Sql.Read("SessionLock");
    private static readonly string s_claim = Sql.Read("ClaimStore");
    private static readonly string s_group = Sql.Read("ReadGroup");

    /// <summary>Makes or updates the store, and makes it the group's.</summary>
    public Task RunAsync(string group, CancellationToken cancellationToken) => WithConnectionAsync(
        async connection =>
        {
            await PrepareAsync(connection, group, cancellationToken);
            return group;
        },
        cancellationToken);

    /// <summary>Checks that there is a store of this version, and changes nothing.</summary>
    /// <returns>The group that it belongs to.</returns>
    public Task<string> LookAsync(CancellationToken cancellationToken) => WithConnectionAsync(
        async connection =>
        {
            await Migrator.CheckAsync(connection, description, cancellationToken);
            return await ReadGroupAsync(connection, cancellationToken)
                ?? throw Migrator.NotThere(description);
        },
        cancellationToken);

    private async Task<string> WithConnectionAsync(
        Func<NpgsqlConnection, Task<string>> action, CancellationToken cancellationToken)
    {
        try
        {
            await using var dedicated = await gateway.OpenDedicatedAsync(cancellationToken);
            string group = await action(dedicated.Connection);
            gateway.Health.Answered();
            return group;
        }
        catch (PostgresException error) when (SqlStates.IsNotLetIn(error.SqlState))
        {
            throw new StoreRefusedException(
                $"{description} does not let Viaduct in: {error.MessageText}. Create the database and the role, or "
                + "correct the connection string.", error);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.InsufficientPrivilege)
        {
            throw new StoreRefusedException(
                $"{description}: {error.MessageText}. Viaduct's role must be allowed to create its schema there (GRANT "
                + "CREATE ON DATABASE ... TO ..., or make it the owner), and to call what every role may call unless "
                + "that was revoked.", error);
        }
        catch (PostgresException error) when (error.SqlState == SqlStates.ProtocolViolation)
        {
            throw new StoreRefusedException(
                $"{description}: what answers is not PostgreSQL itself, but a pooler or proxy that does not pass on "
                + $"what Viaduct asks for ({error.MessageText}). It would drop the locks by which processes know of "
                + "each other: connect to the database itself.", error);
        }
        // With several nodes one of them will be the primary: a pause.
        catch (NotPrimaryException error) when (gateway.Nodes == 1)
        {
            throw new StoreRefusedException(
                $"{description}: {error.Message} Name all nodes of the database in the connection string.", error);
        }
        catch (Exception error) when (StoreErrors.IsUnavailable(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
            gateway.Health.Failed(error);
            throw StoreErrors.Unavailable(description, error);
        }
    }

    private async Task PrepareAsync(NpgsqlConnection connection, string group, CancellationToken cancellationToken)
    {
        await new SettingsCheck(gateway, logger).RunAsync(connection, cancellationToken);
        await StandbyCheck.RunAsync(gateway, connection, options.SilenceMax, cancellationToken);
        // Never a blocking wait: it would hold a snapshot, and vacuum could remove nothing. Freed with the connection.
        while (!await TryLockAsync(connection, cancellationToken)) await gateway.PauseAsync(cancellationToken);
        await Migrator.RunAsync(connection, logger, cancellationToken);
        await using (var claim = Parameters.Batch(
            connection, Parameters.Command(s_claim, Parameters.Of(group), Parameters.Now(options.Clock))))
        {
            await claim.ExecuteNonQueryAsync(CancellationToken.None);
        }
        string? owner = await ReadGroupAsync(connection, cancellationToken);
        if (owner != group)
        {
            throw new StoreRefusedException(
                $"The store belongs to the group '{owner}', not to '{group}': name that group, or another database.");
        }
    }

    private static async Task<string?> ReadGroupAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var read = new NpgsqlCommand(s_group, connection);
        return (string?)await read.ExecuteScalarAsync(cancellationToken);
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = Parameters.Batch(
            connection, Parameters.Command(s_lock, Parameters.Of(LockKeys.Migration), Parameters.Of(0)));
        return (bool)(await batch.ExecuteScalarAsync(cancellationToken))!;
    }
}
