using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>One who may send to a location.</summary>
public sealed record HttpCallerOptions
{
    /// <summary>The name, in the context as <c>HTTP.Caller</c>; of basic authentication the user name.</summary>
    [Option("The name, in the context as HTTP.Caller; of basic authentication the user name.", Example = "contoso")]
    public required string Name { get; init; }

    /// <summary>The key or password; a variable such as <c>${ORDERS_KEY}</c> keeps it out of the file.</summary>
    [Option("The key or password; a variable keeps it out of the file.", Example = "${ORDERS_KEY}")]
    public string? Secret { get; init; }

    /// <summary>The SHA-256 thumbprint of the client certificate, in 64 hexadecimal digits.</summary>
    [Option("The SHA-256 thumbprint of the client certificate, in 64 hexadecimal digits.")]
    public string? Thumbprint { get; init; }

    // A record shows all it has, and a secret must not be shown.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Name = ").Append(Name);
        return true;
    }
}
