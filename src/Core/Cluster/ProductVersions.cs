using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>
/// Which versions of Viaduct work in one group: the same one, and neighbours (docs/concepts/upgrades.md).
/// </summary>
internal static class ProductVersions
{
    /// <summary>True if servers of two versions may be in one group at the same time.</summary>
    /// <param name="one">A version, as MAJOR.MINOR.PATCH.</param>
    /// <param name="other">Another one.</param>
    public static bool WorkTogether(string one, string other)
    {
        if (one == other) return true;
        return Version.TryParse(one, out var a) && Version.TryParse(other, out var b)
            && a.Major == b.Major && Math.Abs(a.Minor - b.Minor) <= 1;
    }

    /// <summary>Finds a server that lives and is too far away from a version to work beside it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="rows">The sessions of the group.</param>
    /// <returns>Why the version is refused; null if it is not.</returns>
    public static StoreRefusedException? Refusal(string version, IEnumerable<SessionRow> rows)
    {
        var far = rows.FirstOrDefault(
            row => row.LockHeld && !WorkTogether(version, row.Request.ProductVersion));
        return far is null
            ? null
            : new StoreRefusedException(
                $"This is Viaduct {version}, and server '{far.Request.Server}' on {far.Request.Machine} runs "
                + $"{far.Request.ProductVersion}: a group takes neighbouring versions only. Upgrade all its servers "
                + "one minor version after the other, or stop them all and start them with one version.");
    }
}
