namespace Viaduct.Client;

/// <summary>What can be done with open items.</summary>
public static class ItemActions
{
    /// <summary>Suspended items wait again, due at once.</summary>
    public const string Resume = "resume";

    /// <summary>Suspended and waiting items are deleted for good; the tracking tells of them.</summary>
    public const string Terminate = "terminate";
}
