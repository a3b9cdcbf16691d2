using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Writes an answer as bytes.</summary>
internal static class AnswerWriter
{
    /// <summary>The header with the id of the stored interchange.</summary>
    public const string InterchangeHeader = "Interchange-Id";

    private const int CopyBytes = 64 << 10;

    /// <summary>Writes the answer; a caller that is gone is no fault.</summary>
    public static async ValueTask WriteAsync(Answer answer, HttpContext http)
    {
        var response = http.Response;
        if (response.HasStarted) return;
        response.StatusCode = answer.Status;
        if (answer.Interchange != Guid.Empty) response.Headers[InterchangeHeader] = answer.Interchange.ToString();
        if (answer.RetryAfter is { } wait)
            response.Headers.RetryAfter =
                ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (answer.Allow is not null) response.Headers.Allow = answer.Allow;
        if (answer.Challenge is not null) response.Headers.WWWAuthenticate = answer.Challenge;
        if (answer.Close) response.Headers.Connection = "close";
        if (answer.Response is { Response: { } message } result)
        {
            await using (result) await WriteAsync(message.Body, http);
            return;
        }

        if (answer.Problem is not { } problem)
        {
            response.ContentLength = 0;
            return;
        }

        byte[] document = Document(answer, problem);
        response.ContentType = "application/problem+json";
        response.ContentLength = document.Length;
        await response.BodyWriter.WriteAsync(document, http.RequestAborted);
    }

    private static async ValueTask WriteAsync(MessagePart part, HttpContext http)
    {
        var response = http.Response;
        if (part.ContentType is { } type) response.ContentType = HeaderNames.Value(type);
        response.ContentLength = part.Body.Length;
        if (part.Body.TryGetBytes(out var bytes))
        {
            await response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
            return;
        }

        await using var source = await part.Body.OpenAsync(http.RequestAborted);
        await source.CopyToAsync(response.Body, CopyBytes, http.RequestAborted);
    }

    private static byte[] Document(Answer answer, Problem problem)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", problem.Type);
            json.WriteString("title", problem.Title);
            json.WriteNumber("status", answer.Status);
            json.WriteString("detail", problem.Detail);
            if (answer.Interchange != Guid.Empty) json.WriteString("instance", $"urn:uuid:{answer.Interchange}");
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
