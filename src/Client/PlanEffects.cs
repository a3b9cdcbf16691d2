namespace Viaduct.Client;

/// <summary>What a change of the configuration does to a running part.</summary>
public static class PlanEffects
{
    /// <summary>Nothing that runs is touched.</summary>
    public const string None = "none";

    /// <summary>It begins to work.</summary>
    public const string Starts = "starts";

    /// <summary>It finishes what it has in hand, and goes on as another.</summary>
    public const string Restarts = "restarts";

    /// <summary>It goes on as another without a pause: what began before the cut ends as it began.</summary>
    public const string Replaces = "replaces";

    /// <summary>It finishes what it has in hand, and works no more.</summary>
    public const string Stops = "stops";

    /// <summary>It works on without a pause, and gets other messages from the cut on.</summary>
    public const string Routes = "routes";
}
