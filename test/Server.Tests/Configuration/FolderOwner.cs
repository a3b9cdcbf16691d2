using Viaduct.Core.Model;

namespace Viaduct.Server.Tests.Configuration;

internal sealed record FolderOwner
{
    [Option("The user.")]
    public required string User { get; init; } = "";
}
