using Microsoft.Extensions.Logging;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.File;

/// <summary>What all steps of one receive location share.</summary>
/// <param name="Context">The location in the server.</param>
/// <param name="Options">Its options.</param>
/// <param name="Files">The calls to the file system.</param>
internal sealed record FileLocation(ReceiverContext Context, FileReceiveOptions Options, INativeFiles Files)
{
    /// <summary>The whole path of the folder.</summary>
    public string Folder { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Options.Folder));

    /// <summary>What has been said already.</summary>
    public Complaints Complaints { get; } = new();

    /// <summary>The log of the location.</summary>
    public ILogger Log => Context.Logger;

    /// <summary>The clock.</summary>
    public TimeProvider Time => Context.Time;

    /// <summary>The path of a name in the folder.</summary>
    public string PathOf(string name) => Path.Join(Folder, name);

    /// <summary>Logs, once until it changes, that a file stays where it is.</summary>
    public void Leave(string name, string reason)
    {
        if (Complaints.IsNew(name, reason)) Log.FileLeft(Context.LocationName, FileNameRules.Shown(name), reason);
    }
}
