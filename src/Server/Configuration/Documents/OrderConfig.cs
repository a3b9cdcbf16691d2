using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>In which order a send port delivers, as written.</summary>
internal sealed record OrderConfig
{
    /// <summary>The word for one order over all messages of the port.</summary>
    public const string Port = "port";

    [ShortForm]
    [Option("What is in one order: port for all its messages, or a promoted property for those with the same value.",
        Example = "Order.Customer")]
    public required string Per { get; init; } = "";

    [Option("Into how many groups the values of the property are divided; a group is worked by one server at a time.",
        Min = "1", Max = "256")]
    public int Groups { get; init; } = 16;

    [Option("What becomes of those behind a message that is suspended.")]
    public OrderFailure OnFailure { get; init; } = OrderFailure.GoOn;

    public YamlMapping Source { get; init; } = new(default, []);
}
