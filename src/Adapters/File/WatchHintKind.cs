namespace Viaduct.Adapters.File;

/// <summary>What an event of the file system means to a location.</summary>
internal enum WatchHintKind
{
    /// <summary>Something appeared or changed.</summary>
    Changed,

    /// <summary>A file got its name by a rename within the folder.</summary>
    MovedIn,

    /// <summary>Events were lost, or the watch has ended: only a listing tells what is there.</summary>
    Lost,
}
