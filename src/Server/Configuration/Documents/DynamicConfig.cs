using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>How messages say where a send port sends them, as written.</summary>
internal sealed record DynamicConfig
{
    [Option("The promoted property with the address.", Example = "Order.ReplyTo")]
    public string Address { get; init; } = "BTS.OutboundTransportLocation";

    [Option("The addresses that messages may name. A host that begins with *. stands for all below the domain, a path "
        + "that ends with * for all that begin like it.",
        Example = "[ \"https://*.partner.example/in/*\", \"file:///var/spool/out/*\" ]")]
    public required IReadOnlyList<string> Allow { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
