using Microsoft.AspNetCore.Http;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Those who may send to a location.</summary>
internal interface ICallers
{
    /// <summary>What a caller who is not known is asked for, or null.</summary>
    string? Challenge { get; }

    /// <summary>The name of whoever sends the request; null if it may not.</summary>
    string? Find(HttpContext http);
}
