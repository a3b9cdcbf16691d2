using System.Collections.Concurrent;
using System.Net;

namespace Viaduct.Support.Telemetry;

/// <summary>A collector on loopback: takes what is exported by OTLP over HTTP, and keeps what tests look at.</summary>
public sealed class OtlpSink : IAsyncDisposable
{
    private static readonly int[] MetricNames = [1, 2, 2, 1];

    // resourceLogs, scopeLogs, logRecords, body, its text.
    private static readonly int[] LogTexts = [1, 2, 2, 5, 1];

    private readonly LoopbackHttp _http;
    private readonly bool _keeps;
    private long _bytes;

    /// <param name="keeps">False to read everything and keep nothing.</param>
    public OtlpSink(bool keeps = true)
    {
        _keeps = keeps;
        _http = new LoopbackHttp(TakeAsync, "127.0.0.1");
    }

    /// <summary>Where it listens.</summary>
    public string Address => _http.Url;

    /// <summary>The environment of a process that exports to it at once.</summary>
    public IReadOnlyDictionary<string, string?> Variables => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>The spans that came.</summary>
    public ConcurrentQueue<ExportedSpan> Spans { get; } = [];

    /// <summary>The names of the metrics that came.</summary>
    public ConcurrentDictionary<string, byte> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>The entries of the log that came.</summary>
    public ConcurrentQueue<string> Logs { get; } = [];

    /// <summary>How many bytes came.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _http.DisposeAsync();

    private async Task TakeAsync(HttpListenerContext http)
    {
        using var body = new MemoryStream();
        await http.Request.InputStream.CopyToAsync(body);
        Interlocked.Add(ref _bytes, body.Length);
        if (_keeps) Keep(http.Request.Url!.AbsolutePath, body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
        http.Response.Close();
    }

    private void Keep(string path, ReadOnlySpan<byte> export)
    {
        var texts = new List<string>();
        switch (path)
        {
            case "/v1/traces":
                foreach (var span in OtlpDecoder.Spans(export)) Spans.Enqueue(span);
                break;
            case "/v1/metrics":
                OtlpDecoder.Texts(export, MetricNames, texts);
                foreach (string name in texts) Metrics[name] = 0;
                break;
            case "/v1/logs":
                OtlpDecoder.Texts(export, LogTexts, texts);
                foreach (string text in texts) Logs.Enqueue(text);
                break;
            default:
                throw new InvalidOperationException($"Nothing is exported to {path}.");
        }
    }
}
