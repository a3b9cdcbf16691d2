using Viaduct.Core.Model;

namespace Viaduct.Adapters.Http;

/// <summary>The method of a request that is sent.</summary>
public enum HttpMethodKind
{
    /// <summary>POST, with the message as its body.</summary>
    [Option("POST, with the message as its body.")]
    Post,

    /// <summary>PUT, with the message as its body.</summary>
    [Option("PUT, with the message as its body.")]
    Put,

    /// <summary>PATCH, with the message as its body.</summary>
    [Option("PATCH, with the message as its body.")]
    Patch,

    /// <summary>DELETE, without a body.</summary>
    [Option("DELETE, without a body.")]
    Delete,

    /// <summary>GET, without a body.</summary>
    [Option("GET, without a body.")]
    Get,
}
