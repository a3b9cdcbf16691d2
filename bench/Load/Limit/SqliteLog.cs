namespace Viaduct.Load.Limit;

/// <summary>
/// The bare log on SQLite. One thread: a transaction publishes what has gathered, passes on the segment before it and
/// completes the one before that.
/// </summary>
internal sealed class SqliteLog : IDisposable
{
    private const int PageBytes = 4096;
    private const int FrameHeaderBytes = 24;
    private const string SetUp = """
        PRAGMA page_size = 4096;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA cache_size = -131072;
        PRAGMA wal_autocheckpoint = 8000;
        PRAGMA mmap_size = 1073741824;
        PRAGMA temp_store = MEMORY;
        PRAGMA secure_delete = OFF;
        CREATE TABLE segment (seq INTEGER PRIMARY KEY, messages INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE TABLE passed (seq INTEGER PRIMARY KEY, segment INTEGER NOT NULL);
        CREATE TABLE progress (reader INTEGER PRIMARY KEY, position INTEGER NOT NULL, epoch INTEGER NOT NULL);
        INSERT INTO progress VALUES (1, 0, 1), (2, 0, 1);
        """;

    // Callers that have just been let go come back within this time; what is on its way moves on without them then.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly SqliteConnection _connection;
    private readonly Statements _sql;
    private readonly Action<ReadOnlyMemory<byte>> _completed;
    private readonly Gathering _gathering = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private byte[] _buffer = new byte[1024 * 1024];
    private long _published;
    private long _passed;
    private long _done;
    private long _walBytes;
    private byte[] _delivered = [];
    private int _deliveredCount;

    /// <summary>Creates the file and starts the thread.</summary>
    public SqliteLog(string path, Action<ReadOnlyMemory<byte>> completed)
    {
        _completed = completed;
        _connection = new SqliteConnection(path);
        _connection.Execute(SetUp);
        _sql = new Statements(_connection);
        _thread = new Thread(Loop) { Name = "limit" };
        _thread.Start();
    }

    /// <summary>Bytes written to the log file so far.</summary>
    public long WalBytes => Interlocked.Read(ref _walBytes);

    /// <summary>Publishes a message. Returns when it is durable.</summary>
    public Task PublishAsync(ReadOnlyMemory<byte> body) => _gathering.AddAsync(body);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _connection.Dispose();
        _stop.Dispose();
        _gathering.Dispose();
    }

    private void Loop()
    {
        try
        {
            while (true)
            {
                var idle = _done == _published;
                var gathered = _gathering.Take(idle ? Timeout.InfiniteTimeSpan : Patience, _stop.Token);
                _sql.Begin.Run();
                Complete();
                PassOn();
                Publish(gathered);
                _sql.Commit.Run();
                Interlocked.Exchange(ref _walBytes, _connection.PagesWritten * (PageBytes + FrameHeaderBytes));
                gathered.Release();
                Deliver();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private void Publish(Gathered gathered)
    {
        if (gathered.Count > 0)
        {
            _sql.Publish.Run(++_published, gathered.Count, gathered.Join(ref _buffer).Span);
        }
    }

    private void PassOn()
    {
        // The body is read here too: a step between two hops looks at what it passes on.
        if (_sql.ReadSegment.ReadFirst(_passed, (sequence, _, _) => _passed = sequence))
        {
            _sql.PassOn.Run(_passed, _passed);
            _sql.Move.Run(_passed, 1);
        }
    }

    private void Complete()
    {
        _delivered = [];
        var found = _sql.ReadPassed.ReadFirst(_done, (sequence, messages, body) =>
        {
            _done = sequence;
            _delivered = body.ToArray();
            _deliveredCount = (int)messages;
        });
        if (found)
        {
            _sql.Move.Run(_done, 2);
            _sql.DeletePassed.Run(_done);
            _sql.DeleteSegments.Run(_done);
        }
    }

    // After the commit: completed means durably so.
    private void Deliver()
    {
        for (var index = 0; index < (_delivered.Length == 0 ? 0 : _deliveredCount); index++)
        {
            var size = _delivered.Length / _deliveredCount;
            _completed(_delivered.AsMemory(index * size, size));
        }
    }

    private sealed class Statements(SqliteConnection connection)
    {
        public SqliteStatement Begin { get; } = connection.Prepare("BEGIN IMMEDIATE");

        public SqliteStatement Commit { get; } = connection.Prepare("COMMIT");

        public SqliteStatement Publish { get; } = connection.Prepare("INSERT INTO segment VALUES (?1, ?2, ?3)");

        public SqliteStatement ReadSegment { get; } = connection.Prepare(
            "SELECT seq, messages, body FROM segment WHERE seq > ?1 ORDER BY seq LIMIT 1");

        public SqliteStatement PassOn { get; } = connection.Prepare("INSERT INTO passed VALUES (?1, ?2)");

        public SqliteStatement ReadPassed { get; } = connection.Prepare(
            "SELECT p.seq, s.messages, s.body FROM passed p JOIN segment s ON s.seq = p.segment "
            + "WHERE p.seq > ?1 ORDER BY p.seq LIMIT 1");

        public SqliteStatement Move { get; } = connection.Prepare(
            "UPDATE progress SET position = ?1 WHERE reader = ?2 AND epoch = 1");

        public SqliteStatement DeletePassed { get; } = connection.Prepare("DELETE FROM passed WHERE seq <= ?1");

        public SqliteStatement DeleteSegments { get; } = connection.Prepare("DELETE FROM segment WHERE seq <= ?1");
    }
}
