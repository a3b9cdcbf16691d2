namespace Viaduct.Core.Track;

/// <summary>Where on its way a body was tracked. The numbers are stored: never renumber.</summary>
public enum BodyPlace
{
    /// <summary>No body.</summary>
    None = 0,

    /// <summary>Before the pipeline and the map of the port.</summary>
    Before = 1,

    /// <summary>After them.</summary>
    After = 2,
}
