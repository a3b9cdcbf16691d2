using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Viaduct.Client;
using Viaduct.Server.Configuration;
using Viaduct.Server.Drills;
using Viaduct.Server.Operations;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Api;

/// <summary>One call: what was given, and the answer. What does not fit is refused with the parameter's name.</summary>
/// <param name="http">The exchange.</param>
/// <param name="call">The call.</param>
/// <param name="services">What does it; null while the server does not work.</param>
/// <param name="probes">How the server is.</param>
internal sealed class ApiRequest(HttpContext http, ApiCall call, ApiServices? services, ServerProbes probes)
{
    private const int TextLengthMax = 1_024;

    /// <summary>What does it.</summary>
    public IGroupOperations Operations => services!.Operations;

    /// <summary>Live figures.</summary>
    public LiveFeed Feed => services!.Feed;

    /// <summary>Makes this server fail when a drill asks for it.</summary>
    public ServerFaults Faults => services!.Faults;

    /// <summary>How the server is; for calls that are early this alone.</summary>
    public ServerProbes Probes => probes;

    /// <summary>True if the caller is told in full.</summary>
    public bool IsTrusted => ApiGuard.IsTrusted(http);

    /// <summary>Breaks the connection off.</summary>
    public void Abort() => http.Abort();

    /// <summary>Ends when the caller is gone.</summary>
    public CancellationToken Aborted => http.RequestAborted;

    /// <summary>The answer.</summary>
    public HttpResponse Response => http.Response;

    /// <summary>Refuses parameters that nobody knows.</summary>
    public void CheckQuery()
    {
        foreach (string name in http.Request.Query.Keys)
            if (!call.Query.Any(parameter => parameter.Name == name))
                throw Problems.BadRequest(
                    $"There is no parameter '{Short(name)}' here. "
                    + (call.Query.Count == 0
                        ? "The call takes none."
                        : $"Parameters are {string.Join(", ", call.Query.Select(parameter => parameter.Name))}."));
    }

    /// <summary>A part of the path.</summary>
    public string Place(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>An id in the path.</summary>
    public Guid PlaceId(string name) => ReadId(name, Place(name));

    /// <summary>A text of the query; null if it is not given.</summary>
    public string? Text(string name)
    {
        var values = http.Request.Query[name];
        if (values.Count == 0) return null;
        if (values.Count > 1)
            throw Problems.BadRequest(
                $"'{name}' is given {values.Count} times, and may be once: leave the others out.");
        return values[0] is { Length: > 0 and <= TextLengthMax } text
            ? text
            : throw Problems.BadRequest(
                $"'{name}' is empty or longer than {TextLengthMax} characters: leave it out, or give it a value.");
    }

    /// <summary>The texts of a parameter that may be given several times.</summary>
    public IReadOnlyList<string> Texts(string name) => http.Request.Query[name].Count <= 16
        ? [.. http.Request.Query[name].OfType<string>()]
        : throw Problems.BadRequest($"'{name}' is given more than 16 times: make several calls of it.");

    /// <summary>An id of the query; null if it is not given.</summary>
    public Guid? Id(string name) => Text(name) is { } text ? ReadId(name, text) : null;

    /// <summary>A time of the query; null if it is not given.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Problems.BadRequest(
                $"'{name}' is '{Short(text)}', which is not a time: write 2026-01-31T10:00:00Z.");
    }

    /// <summary>A whole number of the query.</summary>
    public int Number(string name, int otherwise, int min, int max)
    {
        if (Text(name) is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= min && number <= max
            ? number
            : throw Problems.BadRequest($"'{name}' is '{Short(text)}', and lies between {min:N0} and {max:N0}.");
    }

    /// <summary>A truth of the query; false if it is not given.</summary>
    public bool Truth(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw Problems.BadRequest($"'{name}' is true or false."),
    };

    /// <summary>How many entries are wanted, and from where on.</summary>
    public PageOptions Page() => new()
    {
        Limit = Number("limit", new PageOptions().Limit, 1, PageOptions.LimitMax), After = Text("after"),
    };

    /// <summary>The body, as a record.</summary>
    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, Aborted)
                ?? throw Problems.BadRequest("The body is null: send the object that /api/v1/openapi.json describes.");
        }
        catch (JsonException e)
        {
            throw Problems.Refuse(
                ProblemCodes.BadRequest, $"The body cannot be read at {e.Path ?? "$"}, line {e.LineNumber + 1}: "
                + "it is not JSON, lacks something, or names something that nobody knows. The document "
                + "/api/v1/openapi.json "
                + "says what goes there.", e);
        }
    }

    /// <summary>The body, as a package.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadPackageAsync()
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false }) limit.MaxRequestBodySize = ConfigurationPackage.BytesMax;
        // As large as it says, so that no copy is made; who lies is cut off by the server.
        int length = (int)Math.Clamp(http.Request.ContentLength ?? 0, 0, ConfigurationPackage.BytesMax);
        using var body = new MemoryStream(length);
        await http.Request.Body.CopyToAsync(body, Aborted);
        return body.TryGetBuffer(out var bytes) ? bytes.AsMemory() : body.ToArray();
    }

    /// <summary>Answers with a record.</summary>
    public async Task WriteAsync<T>(T value, JsonTypeInfo<T> type)
    {
        var written = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(written)) JsonSerializer.Serialize(writer, value, type);
        Response.ContentType = ApiCall.Json;
        Response.ContentLength = written.WrittenCount;
        await Response.Body.WriteAsync(written.WrittenMemory, Aborted);
    }

    /// <summary>Answers with text.</summary>
    public async Task WriteAsync(string text, string mediaType)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Response.ContentType = mediaType;
        Response.ContentLength = bytes.Length;
        await Response.Body.WriteAsync(bytes, Aborted);
    }

    /// <summary>Answers with bytes, and closes them.</summary>
    public async Task WriteAsync(Stream bytes, string mediaType, string fileName)
    {
        await using (bytes)
        {
            Response.ContentType = mediaType;
            // What came from outside is never shown by a browser as a page of this server.
            Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await bytes.CopyToAsync(Response.Body, Aborted);
        }
    }

    private static Guid ReadId(string name, string text) => Guid.TryParseExact(text, "D", out var id)
        ? id
        : throw Problems.BadRequest(
            $"'{name}' is '{Short(text)}', which is not an id. Ids look like 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77.");

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
