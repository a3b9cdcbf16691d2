using System.Text.Json;
using System.Text.Json.Serialization;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>How bodies of calls are read: what nobody knows is refused.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(DrillReport))]
[JsonSerializable(typeof(FaultRequest))]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(PortRequest))]
[JsonSerializable(typeof(TrialRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
