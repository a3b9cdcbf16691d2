using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Reading;
using Viaduct.Store.Postgres.Sessions;
using Viaduct.Store.Postgres.Writing;

namespace Viaduct.Store.Postgres;

/// <summary>Open items. Rules 30 to 39 of the message box.</summary>
internal sealed class PostgresOpenItemStore(SessionLinks links, HintSender hints, TimeProvider? clock) : IOpenItemStore
{
    private const string Due = "due";
    private const int NoReader = 0;
    private static readonly string s_acquireDue = Sql.Read("AcquireDue");
    private static readonly string s_readAcquired = Sql.Read("ReadAcquired");
    private static readonly string s_nextDueIn = Sql.Read("NextDueIn");
    private static readonly string s_list = Sql.Read("ListOpenItems");
    private static readonly string s_count = Sql.Read("CountOpenItems");
    private static readonly string s_get = Sql.Read("GetOpenItem");
    private static readonly string s_resume = Sql.Read("ResumeOpenItems");
    private static readonly string s_terminate = Sql.Read("TerminateOpenItems");

    private readonly Acquisitions _acquisitions = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenItemRow>> AcquireDueAsync(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax,
        CancellationToken cancellationToken) =>
        _acquisitions.RunAsync(
            links.Of(session).Gateway, session, Due,
            acquisition => Parameters.Command(
                s_acquireDue, Parameters.Of(session.Value), Parameters.Of([NoReader, .. readers]),
                Parameters.Of(itemsMax), Parameters.Of((long)bytesMax), Parameters.Now(clock),
                Parameters.Of(acquisition)),
            acquisition => Parameters.Command(
                s_readAcquired, Parameters.Of(session.Value), Parameters.Of(acquisition)),
            OpenItemReader.ReadWhole, cancellationToken);

    /// <inheritdoc/>
    public async Task<TimeSpan?> NextDueInAsync(IReadOnlyCollection<int> readers, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_nextDueIn, Parameters.Of([NoReader, .. readers]), Parameters.Now(clock)),
            static row => row.IsDBNull(0) ? (TimeSpan?)null : row.GetTimeSpan(0), cancellationToken);
        return rows is [{ } next] ? (next < TimeSpan.Zero ? TimeSpan.Zero : next) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenItemRow>> ListAsync(
        OpenItemFilter filter, int itemsMax, CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(
                s_list, Parameters.Of(filter.States?.Select(state => (int)state).ToArray()),
                Parameters.Of(filter.Port), Parameters.Of(filter.FailureCode), Parameters.Of(filter.MessageId),
                Parameters.Of(filter.After), Parameters.Of(itemsMax)),
            OpenItemReader.Read, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenItemCount>> CountAsync(CancellationToken cancellationToken) =>
        await links.General.QueryAsync(
            () => Parameters.Command(s_count),
            static row => new OpenItemCount(
                (OpenItemState)row.GetInt32(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2),
                row.GetInt64(3)),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<OpenItemRow?> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await links.General.QueryAsync(
            () => Parameters.Command(s_get, Parameters.Of(id)), OpenItemReader.ReadWhole, cancellationToken);
        return rows is [var row] ? row : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> ResumeAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken)
    {
        Guid[] all = [.. ids];
        var resumed = await links.General.WriteAsync(
            (connection, none) => Queries.RowsAsync(
                connection,
                TrackingRows.Command(
                    s_resume, tracking, Parameters.Of(all), Parameters.Now(clock),
                    Parameters.Of(tracking.Count == 0 ? [] : all)),
                static row => row.GetGuid(0), none),
            cancellationToken);
        if (resumed.Count > 0) hints.Send();
        return resumed;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Guid>> TerminateAsync(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, CancellationToken cancellationToken) =>
        await links.General.WriteAsync(
            (connection, none) => Queries.RowsAsync(
                connection, TrackingRows.Command(s_terminate, tracking, Parameters.Of([.. ids])),
                static row => row.GetGuid(0), none),
            cancellationToken);
}
