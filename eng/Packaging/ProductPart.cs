namespace Viaduct.Packaging;

/// <summary>A package that the product brings along.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Licence">Its licence, as an SPDX expression.</param>
/// <param name="Sha512">The hash of its content, in hexadecimal; null if it is not in a lock file.</param>
/// <param name="Needs">The names of those that it needs.</param>
internal sealed record ProductPart(
    string Name, string Version, string Licence, string? Sha512, IReadOnlyList<string> Needs);
