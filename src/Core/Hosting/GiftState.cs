namespace Viaduct.Core.Hosting;

/// <summary>What has become of readers that are to go to another server.</summary>
internal enum GiftState
{
    /// <summary>The store has not been asked, or has changed nothing.</summary>
    Kept,

    /// <summary>The store is being asked; without an answer it is not known whose they are.</summary>
    Asked,

    /// <summary>They have gone.</summary>
    Given,
}
