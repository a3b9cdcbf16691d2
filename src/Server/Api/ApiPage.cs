using System.Text;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>Writes the reference page of the admin API, from the same definitions that routing uses.</summary>
internal static class ApiPage
{
    private const string Intro =
        """
        # Admin API

        <!-- Generated from the code by a test of Server.Tests; run it with VIADUCT_REGENERATE=1 after a change. -->

        Every call of the admin API of a server. [The same as OpenAPI](openapi.json), which a server gives at
        `/api/v1/openapi.json`, has the records too. How it is reached and protected stands in
        [the admin API](../operate/admin-api.md).

        Changes are idempotent: a call that is repeated, because its answer was lost, does no harm. They name the media
        type of the body in `Content-Type`, also where there is none. Parameters that nobody knows are refused. Times
        are written as in RFC 3339, ids in lower-case hexadecimal with dashes.

        ## Problems

        What goes wrong is answered with a problem document (RFC 9457, `application/problem+json`): `type`, `title`,
        `status`, `detail` for people, `code` for programs; for a configuration with mistakes `problems`. With 503 the
        header `Retry-After` says when to try again.

        | code | status | meaning |
        |---|---|---|

        """;

    /// <summary>The page in Markdown, the same for the same calls.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var (code, status, title) in Problems.All) page.Append($"| `{code}` | {status} | {title} |\n");
        page.Append("\n## Calls\n");
        foreach (var call in ApiCalls.All) Write(call, page);
        return page.ToString();
    }

    private static void Write(ApiCall call, StringBuilder page)
    {
        page.Append($"\n### {call.Method} {call.Path}\n\n{call.Summary}");
        if (call.Details.Length > 0) page.Append($" {call.Details}");
        page.Append("\n\n");
        var parameters = call.Places.Concat(call.Query).ToList();
        if (parameters.Count > 0) page.Append("| parameter | form | meaning |\n|---|---|---|\n");
        foreach (var parameter in parameters)
            page.Append($"| `{parameter.Name}` | {Form(parameter)} | {Meaning(parameter)} |\n");
        if (parameters.Count > 0) page.Append('\n');
        if (call.TakesPackage) page.Append($"Body: a package, `{ApiCall.Archive}`.");
        if (call.Body is { } body) page.Append($"Body: `{body.Name}`.");
        if (call.TakesPackage || call.Body is not null) page.Append(' ');
        page.Append($"Answer: {Answer(call)}.");
        if (call.Problems.Count > 0)
            page.Append($" Refused with {string.Join(", ", call.Problems.Select(code => $"`{code}`"))} too.");
        page.Append('\n');
    }

    private static string Answer(ApiCall call) => call.Result switch
    {
        null => $"`{call.ResultMediaType}`",
        { IsGenericType: true } list => $"a list of `{list.GetGenericArguments()[0].Name}`",
        { } record when call.ResultMediaType == ApiCall.Json => $"`{record.Name}`",
        { } record => $"`{record.Name}` in `{call.ResultMediaType}`",
    };

    private static string Form(ApiParameter parameter)
    {
        string form = parameter.Words is { } words
            ? string.Join(", ", words.Select(word => $"`{word}`"))
            : parameter.Format ?? parameter.Form;
        return parameter.IsList ? $"{form}; several times" : form;
    }

    private static string Meaning(ApiParameter parameter) =>
        parameter.Description + (parameter.Default is { } text ? $" Default: `{text}`." : "");
}
