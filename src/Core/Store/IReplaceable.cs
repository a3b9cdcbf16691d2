namespace Viaduct.Core.Store;

/// <summary>What makes entries by a configuration, and is replaced with it.</summary>
internal interface IReplaceable
{
    /// <summary>True once another has taken its place: set before the routes of the new configuration are.</summary>
    bool IsReplaced { get; }
}
