using Viaduct.Core.Model;

namespace Viaduct.Server.Tests.Configuration;

internal enum FolderMode
{
    [Option("Fail if there is one.")]
    CreateNew,

    Overwrite,
}
