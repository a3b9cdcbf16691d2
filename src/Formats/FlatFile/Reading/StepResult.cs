namespace Viaduct.Formats.FlatFile.Reading;

/// <summary>What became of a choice.</summary>
internal enum StepResult
{
    /// <summary>Nothing fits.</summary>
    None,

    /// <summary>One was taken.</summary>
    Done,

    /// <summary>One must be it, and does not fit.</summary>
    Failed,
}
