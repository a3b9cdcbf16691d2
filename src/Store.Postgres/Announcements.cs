using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>Configurations that are about to be activated. Rule 59 of the message box.</summary>
internal sealed class Announcements(SessionLinks links, HintSender hints)
{
    private static readonly string s_dropPackage = Sql.Read("AnnounceDropPackage");
    private static readonly string s_package = Sql.Read("ActivatePackage");
    private static readonly string s_announce = Sql.Read("Announce");
    private static readonly string s_forget = Sql.Read("AnnounceForget");
    private static readonly string s_withdrawPackage = Sql.Read("WithdrawPackage");
    private static readonly string s_withdraw = Sql.Read("Withdraw");
    private static readonly string s_answer = Sql.Read("Answer");
    private static readonly string s_answers = Sql.Read("GetAnswers");
    private static readonly string s_lockStore = Sql.Read("LockStore");

    /// <inheritdoc cref="IConfigurationStore.AnnounceAsync"/>
    public async Task<long> AnnounceAsync(
        string hash, ReadOnlyMemory<byte> package, CancellationToken cancellationToken)
    {
        long number = await links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                long announced = await WriteAsync(connection, hash, package);
                await transaction.CommitAsync(none);
                return announced;
            },
            cancellationToken);
        hints.Send();
        return number;
    }

    /// <inheritdoc cref="IConfigurationStore.WithdrawAsync"/>
    public Task WithdrawAsync(long number, CancellationToken cancellationToken) => RunAsync(
        () =>
        [
            Parameters.Command(s_lockStore),
            Parameters.Command(s_withdrawPackage, Parameters.Of(number)),
            Parameters.Command(s_withdraw, Parameters.Of(number)),
        ],
        cancellationToken);

    /// <inheritdoc cref="IConfigurationStore.AnswerAsync"/>
    public async Task AnswerAsync(AnnouncementAnswer answer, long number, CancellationToken cancellationToken)
    {
        await RunAsync(
            () =>
            [
                Parameters.Command(
                    s_answer, Parameters.Of(answer.Session.Value), Parameters.Of(answer.Problem),
                    Parameters.Of(number)),
            ],
            cancellationToken);
        hints.Send();
    }

    /// <inheritdoc cref="IConfigurationStore.GetAnswersAsync"/>
    public async Task<IReadOnlyList<AnnouncementAnswer>> GetAnswersAsync(
        long number, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_answers, Parameters.Of(number)),
            static row => new AnnouncementAnswer(
                new SessionId(row.GetInt64(0)), row.IsDBNull(1) ? null : row.GetString(1)),
            cancellationToken);

    // All at once, and in one order with activations: of two that announce, the later one counts as a whole.
    private static async Task<long> WriteAsync(
        NpgsqlConnection connection, string hash, ReadOnlyMemory<byte> package)
    {
        await using var batch = Parameters.Batch(
            connection,
            Parameters.Command(s_lockStore),
            Parameters.Command(s_dropPackage, Parameters.Of(hash)),
            Parameters.Command(s_package, Parameters.Of(hash), Parameters.Of(package)),
            Parameters.Command(s_forget),
            Parameters.Command(s_announce, Parameters.Of(hash)));
        await using var reader = await batch.ExecuteReaderAsync();
        // The first result is the lock's; the statements between give none.
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    private Task<bool> RunAsync(Func<NpgsqlBatchCommand[]> commands, CancellationToken cancellationToken) =>
        links.General.WriteAsync(
            async (connection, none) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(none);
                await using (var batch = Parameters.Batch(connection, commands()))
                    await batch.ExecuteNonQueryAsync(none);
                await transaction.CommitAsync(none);
                return true;
            },
            cancellationToken);
}
