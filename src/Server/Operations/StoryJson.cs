using System.Text.Json.Serialization;
using Viaduct.Client;

namespace Viaduct.Server.Operations;

/// <summary>How the files of a story are written.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoryManifest))]
[JsonSerializable(typeof(IReadOnlyList<TrackedEvent>))]
[JsonSerializable(typeof(IReadOnlyList<PropertyView>))]
[JsonSerializable(typeof(ItemView))]
internal sealed partial class StoryJson : JsonSerializerContext;
