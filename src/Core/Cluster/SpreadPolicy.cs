namespace Viaduct.Core.Cluster;

/// <summary>
/// Decides whether a busy server gives work to one that has less: one reader after the other, until both are about
/// equally busy. Pure.
/// </summary>
internal static class SpreadPolicy
{
    /// <summary>With fewer messages in hand a server is not busy.</summary>
    public const int LoadMin = 400;

    // Whoever has a quarter of it, or less, is sure to have less when it has got it.
    private const int Less = 4;

    /// <summary>Who gets a reader; null: nobody.</summary>
    /// <param name="load">What the server has in hand itself.</param>
    /// <param name="heirs">The others that run the host.</param>
    public static Member? HeirFor(int load, IReadOnlyList<Member> heirs) => load < LoadMin
        ? null
        : heirs.Where(heir => heir.Load <= load / Less).MinBy(heir => heir.Load);
}
