using Microsoft.AspNetCore.Http;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Makes the check of a location.</summary>
internal static class Callers
{
    /// <summary>The check that the options want.</summary>
    public static ICallers Of(HttpReceiveAuthOptions options, ReceiverContext context) => options.Kind switch
    {
        HttpAuthKind.ApiKey => new KeyCallers(options),
        HttpAuthKind.Basic => new BasicCallers(options, context.LocationName),
        HttpAuthKind.Certificate => new CertificateCallers(options, context.Time),
        _ => new AnyCaller(),
    };

    private sealed class AnyCaller : ICallers
    {
        public string? Challenge => null;

        public string? Find(HttpContext http) => "";
    }
}
