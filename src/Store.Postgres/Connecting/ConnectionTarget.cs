using System.Globalization;
using Npgsql;
using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Connecting;

/// <summary>The nodes of the database, and how we want every connection to be, whatever the operator wrote.</summary>
internal sealed class ConnectionTarget
{
    // Everything lives in a schema of our own. The plans of the statements on the way of a message are pinned: an
    // auto-analyze must not turn a look-up into a scan. A row lock is waited for in short slices. A silent peer is
    // noticed by the server within four seconds. Nothing may close a healthy idle connection: the lock lives in one.
    private const string SessionSettings =
        "-c search_path=viaduct -c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off " +
        "-c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan " +
        "-c max_parallel_workers_per_gather=0 " +
        "-c default_transaction_isolation=read\\ committed -c statement_timeout=0 -c idle_session_timeout=0 " +
        "-c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2 -c tcp_user_timeout=4000 ";

    private const int EndpointsMax = 16;

    private readonly NpgsqlConnectionStringBuilder _template;
    private readonly PostgresStoreOptions _options;

    public ConnectionTarget(PostgresStoreOptions options)
    {
        _options = options;
        _template = PostgresUri.Parse(options.ConnectionString);
        Endpoints = [.. _template.Host!.Split(',').Select(Split)];
        if (Endpoints.Count > EndpointsMax)
        {
            throw new StoreRefusedException(
                $"The address names {Endpoints.Count} nodes; {EndpointsMax} are the most. Name those of one database.");
        }
        Cut = new LinkCut(Endpoints);
        string hosts = string.Join(',', Enumerable.Range(0, Endpoints.Count).Select(NameOf));
        Description = $"PostgreSQL, {hosts}/{_template.Database}";
    }

    /// <summary>The nodes: one of them is the primary.</summary>
    public IReadOnlyList<(string Host, int Port)> Endpoints { get; }

    /// <summary>Cuts this process off from all of them, for drills.</summary>
    public LinkCut Cut { get; }

    /// <summary>A node's name, for people.</summary>
    public string NameOf(int endpoint) => $"{Endpoints[endpoint].Host}:{Endpoints[endpoint].Port}";

    /// <summary>Where the database is, without any secret.</summary>
    public string Description { get; }

    /// <summary>The connection string for one node.</summary>
    public string ConnectionString(int endpoint, string applicationName, bool pooled)
    {
        var (host, port) = Endpoints[endpoint];
        var builder = new NpgsqlConnectionStringBuilder(_template.ConnectionString)
        {
            Host = host,
            Port = port,
            ApplicationName = applicationName,
            Pooling = pooled,
            Enlist = false,
            // Which node to use is decided here, at once: not by a list that is ten seconds old.
            TargetSessionAttributes = null,
            LoadBalanceHosts = false,
            Timeout = (int)Math.Clamp(Math.Ceiling(_options.ConnectTimeout.TotalSeconds), 1, 1024),
            // No statement is ended by a clock; calls that may be given up are given up by their caller.
            CommandTimeout = 0,
            TcpKeepAlive = true,
            TcpKeepAliveTime = 4,
            TcpKeepAliveInterval = 1,
            MaxAutoPrepare = 128,
            AutoPrepareMinUsages = 2,
            ReadBufferSize = 32 * 1024,
            WriteBufferSize = 32 * 1024,
            GssEncryptionMode = GssEncryptionMode.Disable,
            // Ours is not data of people but the keys and numbers that the fences name.
            IncludeErrorDetail = true,
            Options = $"{_template.Options} {SessionSettings}{(pooled ? PoolSettings() : DedicatedSettings)}".Trim(),
        };
        if (pooled)
        {
            builder.MaxPoolSize = _options.PoolConnectionsMax;
            builder.MinPoolSize = 0;
            builder.NoResetOnClose = true;
        }
        return builder.ConnectionString;
    }

    private const string DedicatedSettings = "-c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    // What a hung process leaves open ends by itself.
    private string PoolSettings() => string.Create(
        CultureInfo.InvariantCulture,
        $"-c lock_timeout={_options.LockTimeout.TotalMilliseconds:F0} -c idle_in_transaction_session_timeout=10000");

    private (string Host, int Port) Split(string host)
    {
        string text = host.Trim();
        // A Unix socket's folder, or an IPv6 address without brackets, has no port of its own.
        bool hasPort = !text.StartsWith('/') && !text.EndsWith(']')
            && (text.StartsWith('[') || text.AsSpan().Count(':') == 1);
        int colon = hasPort ? text.LastIndexOf(':') : -1;
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), out int port)
            ? (text[..colon], port)
            : (text, _template.Port);
    }
}
