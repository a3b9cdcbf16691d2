using Npgsql;
using NpgsqlTypes;

namespace Viaduct.Load.Limit;

/// <summary>The bare log on PostgreSQL: a writer, a reader that passes on, a reader that completes.</summary>
internal sealed class PostgresLog : IAsyncDisposable
{
    private const int SegmentsPerRead = 8;

    private const string Publish = "INSERT INTO segment VALUES ($1, $2, $3)";
    private const string ReadSegments =
        "SELECT seq, messages, body FROM segment WHERE seq > $1 ORDER BY seq LIMIT $2";
    private const string PassOn =
        "INSERT INTO passed SELECT $1 + number - 1, seq FROM unnest($2) WITH ORDINALITY AS u(seq, number)";

    // The body by its key, never by a join: a planner that turns a join round walks the whole log.
    private const string ReadPassed = """
        SELECT p.seq, (SELECT messages FROM segment s WHERE s.seq = p.segment),
               (SELECT body FROM segment s WHERE s.seq = p.segment)
        FROM (SELECT seq, segment FROM passed WHERE seq > $1 ORDER BY seq LIMIT $2 OFFSET 0) p
        """;
    private const string Move = "UPDATE progress SET position = $1 WHERE reader = $2 AND epoch = 1";

    private readonly NpgsqlDataSource _source;
    private readonly Action<ReadOnlyMemory<byte>> _completed;
    private readonly Gathering _gathering = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;
    private long _lastSegment;
    private long _lastPassed;

    /// <summary>Starts the writer and the readers on tables that <see cref="PostgresTables"/> has made.</summary>
    public PostgresLog(NpgsqlDataSource source, Action<ReadOnlyMemory<byte>> completed)
    {
        _source = source;
        _completed = completed;
        _loops = [Run(WriteAsync), Run(PassOnAsync), Run(CompleteAsync)];
    }

    /// <summary>Publishes a message. Returns when it is durable.</summary>
    public Task PublishAsync(ReadOnlyMemory<byte> body) => _gathering.AddAsync(body);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _stop.Dispose();
        _gathering.Dispose();
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Count(int value) => new() { TypedValue = value };

    private Task Run(Func<NpgsqlConnection, CancellationToken, Task> loop) => Task.Run(async () =>
    {
        await using var connection = await _source.OpenConnectionAsync(_stop.Token);
        try
        {
            await loop(connection, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    });

    private async Task WriteAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var gathered = await _gathering.TakeAsync(stop);
            var bodies = new NpgsqlParameter<ReadOnlyMemory<byte>>
            {
                TypedValue = gathered.Join(ref buffer),
                NpgsqlDbType = NpgsqlDbType.Bytea,
            };
            await CommitAsync(connection, Command(Publish, Number(++_lastSegment), Count(gathered.Count), bodies));
            gathered.Release();
        }
    }

    private async Task PassOnAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        long position = 0;
        while (!stop.IsCancellationRequested)
        {
            var read = await ReadAsync(connection, ReadSegments, position);
            if (read.Count == 0)
            {
                await Task.Delay(1, stop);
                continue;
            }
            position = read[^1].Sequence;
            var segments = new NpgsqlParameter<long[]> { TypedValue = [.. read.Select(row => row.Sequence)] };
            await CommitAsync(
                connection,
                Command(PassOn, Number(_lastPassed + 1), segments),
                Command(Move, Number(position), Count(1)));
            _lastPassed += read.Count;
        }
    }

    private async Task CompleteAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        long position = 0;
        while (!stop.IsCancellationRequested)
        {
            var read = await ReadAsync(connection, ReadPassed, position);
            if (read.Count == 0)
            {
                await Task.Delay(1, stop);
                continue;
            }
            position = read[^1].Sequence;
            await CommitAsync(connection, Command(Move, Number(position), Count(2)));
            foreach (var (_, messages, body) in read)
            {
                Complete(body, messages);
            }
        }
    }

    private void Complete(ReadOnlyMemory<byte> body, int messages)
    {
        var size = body.Length / messages;
        for (var index = 0; index < messages; index++)
        {
            _completed(body.Slice(index * size, size));
        }
    }

    // One round trip, one implicit transaction.
    private static async Task CommitAsync(NpgsqlConnection connection, params NpgsqlBatchCommand[] commands)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private static async Task<List<(long Sequence, int Messages, byte[] Body)>> ReadAsync(
        NpgsqlConnection connection, string sql, long position)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command(sql, Number(position), Count(SegmentsPerRead)));
        await using var reader = await batch.ExecuteReaderAsync();
        List<(long, int, byte[])> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
        }
        return rows;
    }
}
