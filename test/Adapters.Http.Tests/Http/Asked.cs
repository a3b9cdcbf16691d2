using System.Text;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>A request that came to the far side.</summary>
internal sealed record Asked(string Method, string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
