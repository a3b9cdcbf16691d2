using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Viaduct.Client;

namespace Viaduct.Server.Api;

/// <summary>Writes the JSON Schema of the reports of drills.</summary>
internal static class ReportSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as indented JSON.</summary>
    /// <param name="docs">What the records' comments say.</param>
    public static string Write(RecordDocs docs)
    {
        var schemas = new RecordSchemas(docs);
        var report = schemas.Refer(typeof(DrillReport));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "The report of a drill",
            ["$ref"] = report["$ref"]!.DeepClone(),
            ["components"] = new JsonObject { ["schemas"] = schemas.ToJson() },
        };
        return schema.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }
}
