using Viaduct.Support;

namespace Viaduct.Campaign.Servers;

/// <summary>
/// The configuration of a campaign's group. A machine has each port once: whichever server has it takes the location's
/// requests, and another one when that is gone.
/// </summary>
internal sealed class Ports(TempFolder folder, string farSide)
{
    private readonly int[] _ports = [FreePort.Take(), FreePort.Take(), FreePort.Take()];

    /// <summary>The send ports that an operator stops and starts.</summary>
    public static IReadOnlyList<string> Send { get; } =
        ["ordered", "keyed", "to-folder", "to-http", "flaky", "backend"];

    /// <summary>The receive locations that callers send to.</summary>
    public static IReadOnlyList<string> Locations { get; } = ["here-0", "here-1", "ask-here"];

    /// <summary>Where the configuration is.</summary>
    public string Folder => folder.PathOf("config");

    /// <summary>The address of a location.</summary>
    public string UrlOf(int location) => $"http://localhost:{_ports[location]}/in";

    /// <summary>
    /// Writes a version of the configuration: they differ in a port that nothing goes to, and in how often is tried.
    /// </summary>
    public void Write(int version, string store) => folder.Write("config/viaduct.yaml", $$"""
        group: campaign
        store: "{{store}}"
        ---
        application: campaign
        receivePorts:
          - name: requests
            locations:
              - { name: here-0, http: { url: "{{UrlOf(0)}}", subPaths: true, wait: 1s, retryAfter: 1s } }
              - { name: here-1, http: { url: "{{UrlOf(1)}}", subPaths: true, wait: 1s, retryAfter: 1s } }
          - name: ask
            twoWay: true
            responseTimeout: 20s
            locations: [ { name: ask-here, http: { url: "{{UrlOf(2)}}", wait: 1s, retryAfter: 1s } } ]
          - name: files
            locations: [ { name: files-here, file: { folder: "{{folder.PathOf("in")}}", mask: "*", every: 1s } } ]
        sendPorts:
          - name: ordered
            filter: receivePort == "requests"
            http: { url: "{{farSide}}/ordered", responseTime: 5s }
            order: { per: port }
            retry: { count: 1000, every: 1s }
          - name: keyed
            filter: receivePort == "requests"
            http: { url: "{{farSide}}/keyed", responseTime: 5s }
            order: { per: HTTP.Path }
            retry: { count: 1000, every: 1s }
          - name: backend
            twoWay: true
            filter: receivePort == "ask"
            http: { url: "{{farSide}}/backend", responseTime: 5s }
            retry: { count: 1000, every: 1s }
          - name: to-folder
            filter: receivePort == "files"
            file: { folder: "{{folder.PathOf("out")}}", fileName: "%MessageID%-%SourceFileName%" }
            retry: { count: 1000, every: 1s }
          - name: to-http
            filter: receivePort == "files"
            http: { url: "{{farSide}}/to-http", responseTime: 5s }
            retry: { count: {{900 + (version % 2)}}, every: 1s }
          - name: flaky
            filter: receivePort == "files"
            http: { url: "{{farSide}}/flaky", responseTime: 5s }
            retry: { count: 1000, every: 1s }
          - name: nothing-{{version % 3}}
            filter: receivePort == "nowhere"
            http: { url: "{{farSide}}/nothing" }

        """);
}
