using Npgsql;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// One synchronous commit of nothing: when it is answered, all that was visible before it is as safe as any commit.
/// </summary>
internal static class ReplicationProof
{
    private static readonly string s_commit = Sql.Read("ProveReplicated");

    /// <summary>Ends when the commit is answered. Never cancelled: the answer would prove nothing.</summary>
    /// <exception cref="NotPrimaryException">Somebody has cancelled the wait for the standby.</exception>
    public static async Task RunAsync(NpgsqlConnection connection)
    {
        string? warning = null;
        void Hear(object sender, NpgsqlNoticeEventArgs notice)
        {
            if (notice.Notice.InvariantSeverity == "WARNING") warning = notice.Notice.MessageText;
        }

        connection.Notice += Hear;
        try
        {
            await using var commit = new NpgsqlCommand(s_commit, connection);
            await commit.ExecuteNonQueryAsync(CancellationToken.None);
        }
        finally
        {
            connection.Notice -= Hear;
        }
        if (warning is not null) throw new NotPrimaryException($"What is to be read may not be replicated: {warning}.");
    }
}
