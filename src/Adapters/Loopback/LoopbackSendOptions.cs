using Viaduct.Core.Model;

namespace Viaduct.Adapters.Loopback;

/// <summary>The options of a loopback send port.</summary>
public sealed record LoopbackSendOptions
{
    /// <summary>The receive location that the messages come in at; it has <c>loopback: {}</c>.</summary>
    [Option("The receive location that the messages come in at; it has 'loopback: {}'.", Example = "orders-again")]
    public required string Location { get; init; }
}
