using System.Collections.Concurrent;
using System.Net;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Requests in and out of the real executable.</summary>
public class HttpTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    [Fact]
    public async Task A_request_becomes_a_file_and_a_file_becomes_a_request()
    {
        using var group = new FileGroup();
        int port = FreePort.Take();
        await using var far = new FarSide();
        group.ConfigureText($$"""
            receivePorts:
              - name: http-in
                locations: [ { name: http-here, http: { url: "http://localhost:{{port}}/orders" } } ]
              - name: files-in
                locations: [ { name: files-here, file: { folder: "{{group.In}}", mask: "*", every: 1s } } ]
            sendPorts:
              - name: to-file
                filter: receivePort == "http-in"
                file: { folder: "{{group.Out("to-file")}}", fileName: "%MessageID%-x" }
              - name: to-http
                filter: receivePort == "files-in"
                http: { url: "{{far.Url}}/taken/{FILE.ReceivedFileName}" }
            """);
        await using var server = await group.StartReadyAsync();
        using var client = new HttpClient();
        using var answer = await client.PostAsync($"http://localhost:{port}/orders", new StringContent("over http"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await group.ArrivedAsync("to-file", 1);
        string id = answer.Headers.GetValues("Interchange-Id").Single();
        Assert.True(Guid.TryParse(id, out _));
        group.Put("a.txt", "over a file");
        await WaitFor.TrueAsync(() => !far.Requests.IsEmpty, group.DescribeAsync);
        var asked = far.Requests.Single();
        Assert.Equal("over a file", asked.Text);
        Assert.Contains("a.txt", asked.Path);
        Assert.EndsWith("-to-http", asked.Key);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task The_address_of_a_request_holds_properties_of_the_application()
    {
        using var group = new FileGroup();
        await using var far = new FarSide();
        group.ConfigureText($$"""
            propertySchemas:
              - prefix: Order
                namespace: urn:orders
                properties:
                  - name: Id
                    promote: [ { messageType: "urn:o#Order", path: /Order/Id } ]
            receivePorts:
              - name: files-in
                locations:
                  - name: files-here
                    file: { folder: "{{group.In}}", mask: "*", every: 1s }
                    receive: [ xml ]
            sendPorts:
              - name: to-http
                filter: exists Order.Id
                http:
                  url: "{{far.Url}}/orders/{Order.Id}"
                  headers: [ { name: X-Id, value: "{Order.Id}" } ]
            """);
        await using var server = await group.StartReadyAsync();
        group.Put("a.xml", "<Order xmlns=\"urn:o\"><Id>a/b 7</Id></Order>");
        await WaitFor.TrueAsync(() => !far.Requests.IsEmpty, group.DescribeAsync);
        Assert.Equal("/orders/a%2Fb%207", far.Requests.Single().Path);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task A_request_is_answered_by_the_system_behind()
    {
        using var group = new FileGroup();
        int port = FreePort.Take();
        await using var far = new FarSide();
        group.ConfigureText($$"""
            receivePorts:
              - name: ask
                twoWay: true
                locations: [ { name: ask-here, http: { url: "http://localhost:{{port}}/ask" } } ]
            sendPorts:
              - name: far
                twoWay: true
                filter: receivePort == "ask"
                http: { url: "{{far.Url}}/" }
            """);
        await using var server = await group.StartReadyAsync();
        using var client = new HttpClient();
        using var answer = await client.PostAsync($"http://localhost:{port}/ask", new StringContent("question"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("answer to question", await answer.Content.ReadAsStringAsync());
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Callers_who_repeat_under_their_key_have_each_effect_once_however_often_the_server_is_killed()
    {
        int rounds = IsLong ? 50 : 4;
        using var group = new FileGroup();
        int port = FreePort.Take();
        group.ConfigureText($$"""
            receivePorts:
              - name: http-in
                locations: [ { name: http-here, http: { url: "http://localhost:{{port}}/orders" } } ]
            sendPorts:
              - name: to-file
                filter: receivePort == "http-in"
                file: { folder: "{{group.Out("to-file")}}", fileName: "%MessageID%-x" }
                retry: { count: 100, every: 1s }
            """);
        await using var callers = new KeyedCallers($"http://localhost:{port}/orders", 16);
        for (int round = 0; round < rounds; round++)
        {
            await using var server = await group.StartReadyAsync();
            await callers.AcceptedAsync(callers.Accepted.Count + 100, group.DescribeAsync);
            await server.KillAsync();
        }

        await using var last = await group.StartReadyAsync();
        await callers.StopAsync();
        await group.ArrivedAsync("to-file", callers.Accepted.Count);
        var arrived = Directory.GetFiles(group.Out("to-file")).Where(f => !Path.GetFileName(f).StartsWith('.'))
            .Select(File.ReadAllText).Order(StringComparer.Ordinal);
        Assert.Equal(callers.Accepted.Order(StringComparer.Ordinal), arrived);
        await FileGroup.StopAsync(last);
    }

    [Fact]
    public async Task Validate_refuses_locations_that_cannot_listen_side_by_side()
    {
        using var group = new FileGroup();
        group.ConfigureText("""
            receivePorts:
              - name: one
                locations:
                  - { name: a, http: { url: "http://*:8080/orders" } }
                  - { name: b, http: { url: "http://*:8080/orders" } }
                  - { name: c, http: { url: "http://localhost:8080/other" } }
                  - { name: d, http: { url: "http://*:8080/more", listener: { connections: 5 } } }
            sendPorts:
              - { name: out, filter: receivePort == "one", http: { url: "https://{Order.Id}.example/x" } }
            """);
        var result = await ViaductProgram.RunAsync(["validate", group.Configuration]);
        Assert.NotEqual(0, result.ExitCode);
        string said = result.Output + result.Error;
        Assert.Contains("a and b have the same address", said);
        Assert.Contains("a and c cannot both run", said);
        Assert.Contains("a and d cannot both run", said);
        Assert.Contains("fixed host", said);
    }

    /// <summary>A small server of the test.</summary>
    private sealed class FarSide : IAsyncDisposable
    {
        private readonly LoopbackHttp _http;

        public FarSide() => _http = new LoopbackHttp(AnswerAsync);

        public string Url => _http.Url;

        public ConcurrentQueue<(string Path, string Text, string Key)> Requests { get; } = [];

        public ValueTask DisposeAsync() => _http.DisposeAsync();

        private async Task AnswerAsync(HttpListenerContext http)
        {
            using var reader = new StreamReader(http.Request.InputStream);
            string text = await reader.ReadToEndAsync();
            Requests.Enqueue((http.Request.RawUrl!, text, http.Request.Headers["Idempotency-Key"]!));
            await using (var writer = new StreamWriter(http.Response.OutputStream))
                await writer.WriteAsync("answer to " + text);
            http.Response.Close();
        }
    }
}
