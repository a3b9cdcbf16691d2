namespace Viaduct.Core.Adapters;

/// <summary>How an adapter's receive side scales over servers.</summary>
public enum AdapterPlacement
{
    /// <summary>Any number of active instances: the adapter or the receipts arbitrate.</summary>
    ScalesOut,

    /// <summary>One active instance at a time: needs a clustered host.</summary>
    SingleActive,

    /// <summary>An isolated host behind a load balancer.</summary>
    NeedsLoadBalancer,
}
