namespace Viaduct.Client;

/// <summary>The states of a trial, as stable words for programs.</summary>
public static class TrialStates
{
    /// <summary>It goes on.</summary>
    public const string UnderWay = "underWay";

    /// <summary>Its version was withdrawn.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Its version was accepted: it is active.</summary>
    public const string Accepted = "accepted";
}
