using System.Text.Json;
using System.Text.Json.Serialization;
using Viaduct.Client;

namespace Viaduct.Server.Operations;

/// <summary>How what was asked for is written to be compared.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ItemQuery))]
[JsonSerializable(typeof(TrackingSearch))]
[JsonSerializable(typeof(JobRequest))]
internal sealed partial class QueryJson : JsonSerializerContext;
