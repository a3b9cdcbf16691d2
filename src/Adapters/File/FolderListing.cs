namespace Viaduct.Adapters.File;

/// <summary>The names in a folder that concern a location.</summary>
/// <param name="Names">What the mask takes.</param>
/// <param name="Claimed">What bears a claimed name.</param>
/// <param name="IsPartial">True if the folder holds more than one listing takes in.</param>
internal sealed record FolderListing(IReadOnlyList<string> Names, IReadOnlyList<string> Claimed, bool IsPartial);
