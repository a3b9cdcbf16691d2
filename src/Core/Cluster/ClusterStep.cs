using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>What a server does with the lease of a cluster group.</summary>
public abstract record ClusterStep
{
    private ClusterStep()
    {
    }

    /// <summary>Nothing.</summary>
    public sealed record Stay : ClusterStep
    {
        /// <summary>The one value.</summary>
        public static readonly Stay Instance = new();
    }

    /// <summary>It takes it.</summary>
    /// <param name="Place">How many others should rather have it: so much later.</param>
    public sealed record Take(int Place) : ClusterStep;

    /// <summary>It gives it away.</summary>
    /// <param name="Heir">The server that gets it; null: it is free.</param>
    /// <param name="Cause">Why.</param>
    public sealed record Give(string? Heir, LeaseCause Cause) : ClusterStep;
}
