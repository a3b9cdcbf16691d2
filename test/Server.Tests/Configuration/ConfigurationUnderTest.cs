using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>A folder with a configuration, and what loading it gives.</summary>
internal sealed class ConfigurationUnderTest : IDisposable
{
    public const string Group =
        """
        group: contoso
        hosts: [ { name: receive }, { name: send } ]

        """;

    public const string Orders =
        """
        application: orders
        propertySchemas:
          - prefix: Order
            namespace: urn:contoso:order-properties
            properties:
              - name: Total
                type: number
                promote: [ { messageType: "urn:contoso#Order", path: /Order/Total } ]
        receivePorts:
          - name: orders-in
            locations:
              - name: orders-folder
                host: receive
                folder: { path: /in, mask: "*.xml" }
        sendPorts:
          - name: to-erp
            host: send
            filter: receivePort == "orders-in" and Order.Total > 100
            folder: { path: /erp }

        """;

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public TestComponent Xml { get; } = new("xml", ComponentStage.Disassemble);

    /// <summary>Whether the adapter can be used by two-way ports.</summary>
    public bool IsTwoWay { get; init; }

    /// <summary>How the adapter scales.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.ScalesOut;

    public RuntimeCatalog Catalog => new(
        [new FolderAdapter { TakesRequests = IsTwoWay, GetsResponses = IsTwoWay, Placement = Placement }],
        [
            Xml, new TestComponent("unpack", ComponentStage.Decode),
            new TestComponent("check", ComponentStage.Validate),
            new TestComponent("assemble", ComponentStage.Assemble), new TestComponent("sign", ComponentStage.Encode),
        ],
        []);

    public string Path => _folder.Path;

    /// <summary>A configuration in a single file: the group, then the given document.</summary>
    public static ConfigurationUnderTest With(string application, string group = Group) =>
        new ConfigurationUnderTest().Write("viaduct.yaml", $"{group}---\n{application}");

    public ConfigurationUnderTest Write(string path, string content)
    {
        _folder.Write(path, content);
        return this;
    }

    public ConfigurationUnderTest Set(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public ConfigurationResult Load() =>
        new ConfigurationLoader(Catalog).LoadFolder(Path, _environment.GetValueOrDefault);

    /// <summary>The configuration, which must have no problems.</summary>
    public CheckedConfiguration LoadGood()
    {
        var result = Load();
        Assert.Equal([], result.Problems.Select(p => p.ToString()));
        return result.Configuration!;
    }

    /// <summary>The text of the only problem.</summary>
    public string OnlyProblem() => Assert.Single(Load().Problems).ToString();

    public void Dispose() => _folder.Dispose();
}
