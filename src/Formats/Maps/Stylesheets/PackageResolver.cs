using System.Xml;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>Gives the compiler the files of a stylesheet, and nothing else.</summary>
internal sealed class PackageResolver(StylesheetFiles files) : XmlResolver
{
    private const string Scheme = "package:/";

    /// <summary>The address under which the compiler knows a file.</summary>
    public static Uri AddressOf(string path) => new(Scheme + Uri.EscapeDataString(path));

    /// <summary>The path of a file that the compiler names, or null.</summary>
    public static string? PathOf(string? address) =>
        address?.StartsWith(Scheme, StringComparison.Ordinal) == true
            ? Uri.UnescapeDataString(address[Scheme.Length..])
            : null;

    /// <inheritdoc/>
    public override Uri ResolveUri(Uri? baseUri, string? relativeUri)
    {
        string from = PathOf(baseUri?.OriginalString) ?? "";
        string? path = PathOf(relativeUri) ?? PackagePath.Beside(from, relativeUri ?? "");
        return path is not null && files.Bytes.ContainsKey(path) ? AddressOf(path) : throw Outside(relativeUri);
    }

    /// <inheritdoc/>
    public override object GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
        PathOf(absoluteUri.OriginalString) is { } path && files.Bytes.ContainsKey(path)
            ? files.Open(path)
            : throw Outside(absoluteUri.OriginalString);

    private static XmlException Outside(string? address) =>
        new($"'{address}' is not one of the map's files, and nothing else is read.");
}
