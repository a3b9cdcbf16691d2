using System.Collections.Concurrent;
using System.Net;
using Viaduct.Support;
using Viaduct.Support.Telemetry;

namespace Viaduct.Scenarios;

/// <summary>What the real executable tells a collector, Prometheus and those who look after it.</summary>
public class TelemetryTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Caller = "00f067aa0ba902b7";

    [Fact]
    public async Task A_message_is_followed_from_http_through_the_store_to_http()
    {
        await using var sink = new OtlpSink();
        await using var far = new FarSide();
        using var group = new FileGroup();
        string url = Configure(group, far, sink);
        await using var server = await group.StartReadyAsync();
        await PostAsync(url, $"00-{Trace}-{Caller}-01");
        var asked = await far.NextAsync();
        string[] parts = asked.Split('-');
        Assert.Equal(["00", Trace, "01"], [parts[0], parts[1], parts[3]]);

        var sent = await SpanAsync(sink, "POST");
        var transmit = await SpanAsync(sink, "transmit to-http");
        var publish = await SpanAsync(sink, "publish http-here");
        var receive = await SpanAsync(sink, "receive http-here");
        Assert.Equal(parts[2], sent.SpanId);
        Assert.Equal(
            [transmit.SpanId, publish.SpanId, receive.SpanId, Caller],
            [sent.ParentId, transmit.ParentId, publish.ParentId, receive.ParentId]);
        Assert.Equal((3, 5, 4, 2), (sent.Kind, transmit.Kind, publish.Kind, receive.Kind));
        Assert.All(sink.Spans, span => Assert.Equal((Trace, "a", false), (span.TraceId, span.Server, span.IsError)));

        await WaitFor.TrueAsync(
            () => sink.Metrics.ContainsKey("messaging.client.sent.messages")
                && sink.Metrics.ContainsKey("viaduct.commit.duration")
                && sink.Metrics.ContainsKey("viaduct.backlog"),
            () => string.Join(' ', sink.Metrics.Keys));
        Assert.Contains(sink.Logs, text => text.Contains("Receive location", StringComparison.Ordinal));
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task A_trace_goes_on_after_the_server_that_took_the_message_in_was_killed()
    {
        await using var sink = new OtlpSink();
        await using var far = new FarSide { Status = 503 };
        using var group = new FileGroup();
        string url = Configure(group, far, sink);
        ExportedSpan publish;
        await using (var server = await group.StartReadyAsync())
        {
            await PostAsync(url, $"00-{Trace}-{Caller}-01");
            publish = await SpanAsync(sink, "publish http-here");
            await WaitFor.TrueAsync(
                () => sink.Spans.Any(span => span is { Name: "transmit to-http", IsError: true }), () => "No attempt.");
            await server.KillAsync();
        }

        far.Status = 200;
        far.Forget();
        await using var next = await group.StartReadyAsync("b");
        Assert.StartsWith($"00-{Trace}-", await far.NextAsync(), StringComparison.Ordinal);
        await WaitFor.TrueAsync(
            () => sink.Spans.Any(span => span is { Name: "transmit to-http", IsError: false, Server: "b" }),
            () => "No span of the server that sent it.");
        var last = sink.Spans.Last(span => span is { Name: "transmit to-http", IsError: false });
        Assert.Equal((Trace, publish.SpanId), (last.TraceId, last.ParentId));
        await FileGroup.StopAsync(next);
    }

    [Fact]
    public async Task Without_tracing_a_callers_trace_goes_through_and_nothing_of_tracing_is_loaded()
    {
        await using var far = new FarSide();
        using var group = new FileGroup();
        string url = Configure(group, far, null);
        await using var server = await group.StartReadyAsync();
        await PostAsync(url, $"00-{Trace}-{Caller}-01");
        Assert.Equal($"00-{Trace}-{Caller}-01", await far.NextAsync());
        await PostAsync(url, null);
        Assert.Equal("", await far.NextAsync());
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(
                "OpenTelemetry", await File.ReadAllTextAsync($"/proc/{server.Id}/maps"), StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Work_goes_on_while_the_collector_is_away_or_hangs()
    {
        await using var far = new FarSide();
        using var group = new FileGroup();
        string url = Configure(group, far, null);
        // Nobody listens there.
        group.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FreePort.Take()}";
        group.Variables["OTEL_BSP_SCHEDULE_DELAY"] = "50";
        await using var server = await group.StartReadyAsync();
        for (int i = 0; i < 20; i++)
        {
            await PostAsync(url, null);
            Assert.StartsWith("00-", await far.NextAsync(), StringComparison.Ordinal);
        }

        await FileGroup.StopAsync(server);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "jaeger", "may be otlp or none")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "is not an address")]
    [InlineData("VIADUCT_TRACES_PER_SECOND", "many", "is not a whole number")]
    public async Task Settings_that_cannot_be_used_are_told(string name, string value, string text)
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        var variables = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317", [name] = value,
        };
        var result = await ViaductProgram.RunAsync(
            ["run", "--config", group.Configuration, "--store", group.Store], null, variables);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(name, result.Error, StringComparison.Ordinal);
        Assert.Contains(text, result.Error, StringComparison.Ordinal);
    }

    private static string Configure(FileGroup group, FarSide far, OtlpSink? sink)
    {
        int port = FreePort.Take();
        group.ConfigureText($$"""
            receivePorts:
              - name: http-in
                locations: [ { name: http-here, http: { url: "http://localhost:{{port}}/orders" } } ]
            sendPorts:
              - name: to-http
                filter: receivePort == "http-in"
                http: { url: "{{far.Url}}/taken" }
                retry: { count: 100, every: 1s }
            """);
        foreach (var (name, value) in sink?.Variables ?? new Dictionary<string, string?>())
            group.Variables[name] = value;
        return $"http://localhost:{port}/orders";
    }

    private static async Task PostAsync(string url, string? traceParent)
    {
        // The client's own tracing stays out of it.
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("text") };
        if (traceParent is not null) request.Headers.Add("traceparent", traceParent);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<ExportedSpan> SpanAsync(OtlpSink sink, string name)
    {
        await WaitFor.TrueAsync(
            () => sink.Spans.Any(span => span.Name == name),
            () => $"No span '{name}', but {string.Join(", ", sink.Spans.Select(span => span.Name))}");
        return sink.Spans.First(span => span.Name == name);
    }

    /// <summary>A small server that keeps the traces of its callers.</summary>
    private sealed class FarSide : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> _asked = [];
        private readonly LoopbackHttp _http;

        public FarSide() => _http = new LoopbackHttp(AnswerAsync);

        public string Url => _http.Url;

        public int Status { get; set; } = 200;

        public void Forget() => _asked.Clear();

        /// <summary>The header <c>traceparent</c> of the next request; empty if it has none.</summary>
        public async Task<string> NextAsync()
        {
            string? next = null;
            await WaitFor.TrueAsync(() => _asked.TryDequeue(out next), () => "Nobody asks the far side.");
            return next!;
        }

        public ValueTask DisposeAsync() => _http.DisposeAsync();

        private async Task AnswerAsync(HttpListenerContext http)
        {
            await http.Request.InputStream.CopyToAsync(Stream.Null);
            http.Response.StatusCode = Status;
            http.Response.Close();
            _asked.Enqueue(http.Request.Headers["traceparent"] ?? "");
        }
    }
}
