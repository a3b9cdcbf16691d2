namespace Viaduct.Client;

/// <summary>The failures that a drill causes.</summary>
public static class FaultKinds
{
    /// <summary>The process of a server is ended as by SIGKILL: it finishes nothing.</summary>
    public const string Kill = "kill";

    /// <summary>The process of a server stands still, with all its connections open, and goes on later.</summary>
    public const string Hang = "hang";

    /// <summary>A server is cut off from the store for a time: nothing that the store sends arrives.</summary>
    public const string Partition = "partition";

    /// <summary>All servers are cut off from the store for a time.</summary>
    public const string StoreOutage = "store-outage";

    /// <summary>The store fails over to another node, by a command of its operator.</summary>
    public const string StoreFailover = "store-failover";

    /// <summary>The endpoint that the drill's messages are sent to is away for a time.</summary>
    public const string EndpointOutage = "endpoint-outage";
}
