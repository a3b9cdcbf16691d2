using System.Text.Json;
using System.Text.Json.Serialization;

namespace Viaduct.Client;

/// <summary>How the records are written as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(GroupStatus))]
[JsonSerializable(typeof(ItemPage))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(ItemChange))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(JobStatus))]
[JsonSerializable(typeof(TrackingPage))]
[JsonSerializable(typeof(LiveFigures))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ValidationResult))]
[JsonSerializable(typeof(ConfigurationPlan))]
[JsonSerializable(typeof(ApplyResult))]
[JsonSerializable(typeof(IReadOnlyList<ConfigurationVersion>))]
[JsonSerializable(typeof(IReadOnlyList<ServerStatus>))]
[JsonSerializable(typeof(IReadOnlyList<HostStatus>))]
[JsonSerializable(typeof(IReadOnlyList<ReaderStatus>))]
[JsonSerializable(typeof(IReadOnlyList<PortStatus>))]
[JsonSerializable(typeof(IReadOnlyList<LocationStatus>))]
[JsonSerializable(typeof(PortRequest))]
[JsonSerializable(typeof(PortChange))]
[JsonSerializable(typeof(IReadOnlyList<InstanceStatus>))]
[JsonSerializable(typeof(InstanceChange))]
[JsonSerializable(typeof(ServerChange))]
[JsonSerializable(typeof(ReadyState))]
[JsonSerializable(typeof(TrialRequest))]
[JsonSerializable(typeof(TrialStatus))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(FaultState))]
[JsonSerializable(typeof(DrillServer))]
[JsonSerializable(typeof(DrillReport))]
[JsonSerializable(typeof(DrillKept))]
[JsonSerializable(typeof(IReadOnlyList<DrillSummary>))]
[JsonSerializable(typeof(IReadOnlyList<ClusterStatus>))]
[JsonSerializable(typeof(IReadOnlyList<ClusterEvent>))]
[JsonSerializable(typeof(ClusterMove))]
internal sealed partial class ViaductJson : JsonSerializerContext;
