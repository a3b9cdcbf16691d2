namespace Viaduct.Client;

/// <summary>How a job is.</summary>
public static class JobStates
{
    /// <summary>It works.</summary>
    public const string Running = "running";

    /// <summary>It has done all it was to do.</summary>
    public const string Done = "done";

    /// <summary>It was broken off.</summary>
    public const string Failed = "failed";
}
