namespace Viaduct.Core.Recover;

/// <summary>
/// From how many deaths of its process on an item is treated otherwise (invariant 7). A process is also ended from
/// outside, again and again in an incident: what was only near should not be suspended for it. The more lone attempts
/// it takes, the less likely chance is.
/// </summary>
public static class DeathLimits
{
    /// <summary>From so many deaths with it in hand on, an item is suspect, and worked alone. 2.</summary>
    public const int Suspect = 2;

    /// <summary>After so many deaths with it alone, an item is suspended. 2.</summary>
    public const int Alone = 2;

    /// <summary>After so many deaths with it in hand an item is suspended, if the last ones were alone. 4.</summary>
    public const int Poison = Suspect + Alone;
}
