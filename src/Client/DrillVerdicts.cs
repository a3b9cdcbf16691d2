namespace Viaduct.Client;

/// <summary>How a drill came out.</summary>
public static class DrillVerdicts
{
    /// <summary>It was carried out, and everything that was demanded held.</summary>
    public const string Passed = "passed";

    /// <summary>It was carried out, and something that was demanded did not hold.</summary>
    public const string Failed = "failed";

    /// <summary>It was broken off by its user; what it had changed is as before.</summary>
    public const string Aborted = "aborted";

    /// <summary>It could not be carried out; the report says why, and what it had touched.</summary>
    public const string NotCarriedOut = "notCarriedOut";
}
