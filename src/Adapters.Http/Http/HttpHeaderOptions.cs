using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>A header of the requests of a send port.</summary>
public sealed record HttpHeaderOptions
{
    /// <summary>The name.</summary>
    [Option("The name.", Example = "X-Order-Id")]
    public required string Name { get; init; }

    /// <summary>The value, with properties in braces. A header whose property is missing is left out.</summary>
    [Option("The value, with properties in braces; a header whose property is missing is left out.",
        Example = "{HTTP.Caller}", HoldsProperties = true)]
    public required string Value { get; init; }
}
