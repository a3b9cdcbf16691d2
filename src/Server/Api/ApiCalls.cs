namespace Viaduct.Server.Api;

/// <summary>Every call that the API takes: the one place that says what is there.</summary>
internal static class ApiCalls
{
    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        .. GroupCalls.All, .. InstanceCalls.All, .. ClusterCalls.All, .. PortCalls.All, .. ItemCalls.All,
        .. JobCalls.All, .. TrackingCalls.All, .. ConfigurationCalls.All, .. TrialCalls.All, .. DrillCalls.All,
        .. EventCalls.All, .. TelemetryCalls.All,
    ];
}
