using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Applications are added, changed and removed while requests and files come in.</summary>
public class LiveChangeTests
{
    private const int Versions = 8;
    private const int Callers = 2;
    private const int FilesEach = 20;

    private readonly ConcurrentDictionary<int, double> _answered = [];
    private int _connections;

    [Fact]
    public async Task Requests_and_files_flow_on_and_each_is_worked_once_by_one_of_the_versions()
    {
        using var group = new FileGroup();
        int port = FreePort.Take();
        Write(group, port, 0);
        await using var server = await group.StartReadyAsync();
        using var end = new CancellationTokenSource();
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(n => Task.Run(() => CallAsync(port, n, end.Token)))];
        for (int version = 1; version < Versions; version++)
        {
            group.Put(version * FilesEach, FilesEach);
            Write(group, port, version);
            var result = await ViaductProgram.JsonAsync(0, "apply", group.Configuration, "--store", group.Store);
            Assert.True(result.GetProperty("changed").GetBoolean());
        }

        await end.CancelAsync();
        await Task.WhenAll(callers);
        await group.ArrivedAsync("orders", _answered.Count);
        await group.ArrivedAsync("copies", (Versions - 1) * FilesEach);
        await FileGroup.StopAsync(server);

        var results = group.ArrivedPaths("orders").Select(path => XElement.Parse(File.ReadAllText(path))).ToList();
        Assert.Equal(_answered.Keys.Order(), results.Select(result => (int)result.Element("Id")!).Order());
        Assert.All(results, result => Assert.InRange((int)result.Element("Version")!, 0, Versions - 1));
        Assert.Equal(Versions, results.Select(result => (int)result.Element("Version")!).Distinct().Count());
        group.CheckEachOnce("copies");
        Assert.Equal(Callers, _connections);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_answered.Count} requests, {Versions} versions: the longest took {_answered.Values.Max():F0} ms");
    }

    [Fact]
    public async Task A_version_that_cannot_run_is_refused_and_the_old_one_goes_on()
    {
        using var group = new FileGroup();
        int port = FreePort.Take();
        Write(group, port, 0);
        await using var server = await group.StartReadyAsync();
        Map(group, "<xsl:this-is-none />");
        var refused = await ViaductProgram.RunAsync(["apply", group.Configuration, "--store", group.Store]);
        Assert.Equal(1, refused.ExitCode);
        group.Put(0, FilesEach);
        await group.ArrivedAsync("copies", FilesEach);
        await FileGroup.StopAsync(server);
    }

    // One connection each, for as long as it lasts: a listener that is closed would show.
    private async Task CallAsync(int port, int caller, CancellationToken end)
    {
        using var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 1,
            ConnectCallback = async (_, token) =>
            {
                Interlocked.Increment(ref _connections);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, port, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        for (int id = caller; !end.IsCancellationRequested; id += Callers)
        {
            long began = Stopwatch.GetTimestamp();
            using var content = new StringContent(
                $"<Order xmlns='urn:live'><Id>{id}</Id></Order>", Encoding.UTF8, "application/xml");
            using var answer = await client.PostAsync(
                $"http://127.0.0.1:{port}/orders", content, CancellationToken.None);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            _answered[id] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    /// <summary>
    /// Every version has another map and another schema; some have another filter, another option of the listener's
    /// location, another retry, or an application more.
    /// </summary>
    private static void Write(FileGroup group, int port, int version)
    {
        group.WriteConfiguration("viaduct.yaml", Encoding.UTF8.GetBytes($"group: scenario\nstore: {group.Store}\n"));
        group.WriteConfiguration("applications/orders/application.yaml", Encoding.UTF8.GetBytes($$"""
            application: orders
            receivePorts:
              - name: orders-in
                locations:
                  - name: orders-here
                    http: { url: "http://127.0.0.1:{{port}}/orders", requests: {{100 + (version % 3)}},
                            listener: { idleTime: {{100 + version}}s, headerCount: {{50 + version}} } }
                    receive: [ { xml: { schemas: [ schemas/Order.xsd ] } } ]
                maps: [ maps/m.xsl ]
            sendPorts:
              - name: orders
                filter: {{(version % 2 == 0 ? "receivePort == \"orders-in\"" : "exists BTS.MessageType")}}
                file: { folder: "{{group.Out("orders")}}", fileName: "%MessageID%-x" }
                retry: { count: {{3 + (version % 2)}}, every: 1s }
            """));
        group.WriteConfiguration("applications/orders/schemas/Order.xsd", Encoding.UTF8.GetBytes($"""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:live"
                elementFormDefault="qualified">
              <xs:element name="Order"><xs:complexType><xs:sequence>
                <xs:element name="Id" type="xs:int" /><xs:element name="More{version}" minOccurs="0" />
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema>
            """));
        Map(group, $"<R><Id><xsl:value-of select=\"o:Id\" /></Id><Version>{version}</Version></R>");
        group.WriteConfiguration("applications/copies/application.yaml", Encoding.UTF8.GetBytes($$"""
            application: copies
            receivePorts:
              - name: files-in
                locations: [ { name: files-here, file: { folder: "{{group.In}}", mask: "*", every: 1s } } ]
            sendPorts:
              - name: copies
                filter: receivePort == "files-in"
                file: { folder: "{{group.Out("copies")}}", fileName: "%MessageID%-%SourceFileName%" }
            """));
        string more = group.PathOf("config", "applications", "more");
        if (version % 2 == 1)
            group.WriteConfiguration("applications/more/application.yaml", Encoding.UTF8.GetBytes($$"""
                application: more
                receivePorts:
                  - name: more-in
                    locations:
                      - name: more-here
                        http:
                          url: http://127.0.0.1:{{port}}/more
                          listener: { idleTime: {{100 + version}}s, headerCount: {{50 + version}} }
                sendPorts:
                  - name: more
                    filter: receivePort == "more-in"
                    file: { folder: "{{group.Out("more")}}", fileName: "%MessageID%-x" }
                """));
        else if (Directory.Exists(more)) Directory.Delete(more, recursive: true);
    }

    private static void Map(FileGroup group, string content) => group.WriteConfiguration(
        "applications/orders/maps/m.xsl",
        Encoding.UTF8.GetBytes($"""
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:live"
                exclude-result-prefixes="o">
            <xsl:template match="/o:Order">{content}</xsl:template>
            </xsl:stylesheet>
            """));
}
