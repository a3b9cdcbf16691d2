using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A map of a port, as written: a path, or keys.</summary>
internal sealed record MapConfig
{
    [ShortForm]
    [Option("The map: an XSLT stylesheet, or an assembly with C# maps. Relative to this file.",
        Example = "maps/order-to-erp.xsl")]
    public required string File { get; init; } = "";

    [Option("The class of a map in an assembly, with its namespace. May be left out if the assembly has only one.",
        Example = "Contoso.OrderToErp")]
    public string? Type { get; init; }

    [Option("The message type that the map takes. May be left out where the map itself tells.",
        Example = "urn:contoso#Order")]
    public string? From { get; init; }

    [Option("The message type of the result. If left out, the root element of the result tells.",
        Example = "urn:erp#Invoice")]
    public string? To { get; init; }

    [Option("The schema that declares the result, or a folder of schemas: what it promotes is taken from the result.",
        Example = "schemas/Invoice.xsd")]
    public string? Schema { get; init; }

    [Option("Whether a stylesheet runs in a process of its own, which is ended when it exceeds a limit.")]
    public bool Isolate { get; init; }

    [Option("How long one message may take.", Min = "100ms", Max = "1h")]
    public TimeSpan Time { get; init; } = new MapModel("").TimeMax;

    [Option("The memory of the process of an isolated map.", Bytes = true, Min = "64MB", Max = "64GB")]
    public long Memory { get; init; } = new MapModel("").MemoryBytes;

    [Option("The largest document that the map takes, since it is held in memory.",
        Bytes = true, Min = "1KB", Max = "1GB")]
    public int Input { get; init; } = new MapModel("").InputBytes;

    public YamlMapping Source { get; init; } = new(default, []);

    /// <summary>As the runtime reads it.</summary>
    public MapModel Model => new(File)
    {
        Type = Type, From = From, To = To, Schema = Schema, Isolate = Isolate, TimeMax = Time, MemoryBytes = Memory,
        InputBytes = Input,
    };
}
