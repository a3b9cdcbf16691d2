using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>Writes the OpenAPI document (3.1) of the calls, from the same definitions that routing uses.</summary>
internal sealed class ApiDescription
{
    private static readonly string[] OfAll =
    [
        ProblemCodes.BadRequest, ProblemCodes.Unauthorized, ProblemCodes.Forbidden, ProblemCodes.Busy,
        ProblemCodes.StoreAway, ProblemCodes.NotReady, ProblemCodes.Defect,
    ];

    private static readonly string[] OfChanges =
        [ProblemCodes.UnsupportedMediaType, ProblemCodes.TooLarge, ProblemCodes.StoreRefused];

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly RecordSchemas _schemas;

    private ApiDescription(RecordDocs docs) => _schemas = new RecordSchemas(docs);

    /// <summary>The document as indented JSON, the same for the same calls.</summary>
    /// <param name="docs">What the records' comments say.</param>
    public static string Write(RecordDocs docs)
    {
        var description = new ApiDescription(docs);
        var paths = new JsonObject();
        foreach (var call in ApiCalls.All)
        {
            if (paths[call.Path] is null) paths[call.Path] = new JsonObject();
            paths[call.Path]![call.Method.ToLowerInvariant()] = description.Operation(call);
        }

        description._schemas.Refer(typeof(Problem));
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Viaduct admin API", ["version"] = "1",
                ["description"] = "Everything that can be asked of a group and done to it, by any of its servers.",
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(
                new JsonObject { ["url"] = ViaductClientOptions.DefaultAddress.ToString().TrimEnd('/') }),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
                ["schemas"] = description._schemas.ToJson(),
            },
        };
        return document.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>The problems that a call may be refused with.</summary>
    public static IEnumerable<string> ProblemsOf(ApiCall call) =>
        OfAll.Concat(call.IsChange ? OfChanges : []).Concat(call.Problems);

    private JsonObject Operation(ApiCall call)
    {
        var operation = new JsonObject { ["operationId"] = call.Name, ["summary"] = call.Summary };
        if (call.Details.Length > 0) operation["description"] = call.Details;
        var parameters = new JsonArray(
        [
            .. call.Places.Select(place => Parameter(place, "path")),
            .. call.Query.Select(parameter => Parameter(parameter, "query")),
        ]);
        if (parameters.Count > 0) operation["parameters"] = parameters;
        if (call.TakesPackage) operation["requestBody"] = Body(ApiCall.Archive, Bytes());
        if (call.Body is { } body) operation["requestBody"] = Body(ApiCall.Json, _schemas.Refer(body));
        operation["responses"] = Responses(call);
        return operation;
    }

    private JsonObject Responses(ApiCall call)
    {
        var schema = call.Result is { } result ? _schemas.Refer(result)
            : call.ResultMediaType == ApiCall.Json ? new JsonObject { ["type"] = "object" }
            : Bytes();
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = "Done.",
                ["content"] = new JsonObject { [call.ResultMediaType] = new JsonObject { ["schema"] = schema } },
            },
        };
        var kinds = Problems.All.ToDictionary(kind => kind.Code, StringComparer.Ordinal);
        foreach (var status in ProblemsOf(call).Select(code => kinds[code]).GroupBy(kind => kind.Status)
            .OrderBy(status => status.Key))
            responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = string.Join(" ", status.Select(kind => $"{kind.Code}: {kind.Title}")),
                ["content"] = new JsonObject
                {
                    [Problem.MediaType] = new JsonObject { ["schema"] = _schemas.Refer(typeof(Problem)) },
                },
            };
        return responses;
    }

    private static JsonObject Parameter(ApiParameter parameter, string place)
    {
        var value = new JsonObject { ["type"] = parameter.Form };
        if (parameter.Format is { } format) value["format"] = format;
        if (parameter.Words is { } words) value["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        if (parameter.Default is { } text)
            value["default"] = parameter.Form is "integer" or "number"
                ? int.Parse(text, CultureInfo.InvariantCulture)
                : text;
        var written = new JsonObject
        {
            ["name"] = parameter.Name, ["in"] = place, ["description"] = parameter.Description,
            ["schema"] = parameter.IsList ? new JsonObject { ["type"] = "array", ["items"] = value } : value,
        };
        if (place == "path") written["required"] = true;
        return written;
    }

    private static JsonObject Body(string mediaType, JsonObject schema) => new()
    {
        ["required"] = true, ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } },
    };

    private static JsonObject Bytes() => new() { ["type"] = "string", ["format"] = "binary" };
}
