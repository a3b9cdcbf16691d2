using System.Globalization;
using Microsoft.AspNetCore.Http;
using Viaduct.Client;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Api;

/// <summary>Calls about trials of versions.</summary>
internal static class TrialCalls
{
    private const string Path = "/api/v1/configuration/trial";
    private const string Percent = "percent";
    private const string Margin = "margin";
    private const string AcceptAfter = "acceptAfter";
    private const string AcceptAfterSeconds = "acceptAfterSeconds";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        new()
        {
            Name = "getTrial", Method = HttpMethods.Get, Path = Path, Result = typeof(TrialStatus),
            Summary = "How the latest trial of a version is, or was when it ended.",
            Problems = [ProblemCodes.NotFound],
            Run = async request => await request.WriteAsync(
                await request.Operations.GetTrialAsync(request.Aborted), ViaductJson.Default.TrialStatus),
        },
        new()
        {
            Name = "tryPackage", Method = HttpMethods.Put, Path = Path, TakesPackage = true,
            Query =
            [
                new(Percent, "How much of what comes in it gets, in percent: 0.01 to 99.99.", "number"),
                new(Margin, "By how many percentage points more may be suspended before it is withdrawn.", "number")
                {
                    Default = "1",
                },
                new(AcceptAfter, "It is accepted after so many interchanges, unless it is worse.", "integer"),
                new(AcceptAfterSeconds, "It is accepted after so many seconds, unless it is worse.", "integer"),
            ],
            Result = typeof(TrialStatus),
            Summary = "Lets a package run on a share of what comes in, beside the active configuration.",
            Details = "It is withdrawn by itself if more is suspended than before. What cannot be tried is refused.",
            Problems = [ProblemCodes.InvalidConfiguration, ProblemCodes.Conflict],
            Run = async request =>
            {
                var options = OptionsOf(request);
                await request.WriteAsync(
                    await request.Operations.TryAsync(await request.ReadPackageAsync(), options, request.Aborted),
                    ViaductJson.Default.TrialStatus);
            },
        },
        new()
        {
            Name = "endTrial", Method = HttpMethods.Put, Path = Path + "/state", Body = typeof(TrialRequest),
            Result = typeof(TrialStatus), Summary = "Accepts or withdraws the version that is tried.",
            Details = "Saying again how it ended changes nothing.",
            Problems = [ProblemCodes.NotFound, ProblemCodes.Conflict],
            Run = async request => await request.WriteAsync(
                await request.Operations.EndTrialAsync(
                    (await request.ReadAsync(RequestJson.Default.TrialRequest)).State, request.Aborted),
                ViaductJson.Default.TrialStatus),
        },
    ];

    private static TrialOptions OptionsOf(ApiRequest request) => new()
    {
        Percent = Number(request, Percent) ?? throw Problems.BadRequest(
            $"'{Percent}' is not given: say on what share of what comes in the version is tried, for example 5."),
        MarginPercent = Number(request, Margin) ?? 1,
        AcceptAfter = Whole(request, AcceptAfter),
        AcceptAfterSeconds = Whole(request, AcceptAfterSeconds),
    };

    private static decimal? Number(ApiRequest request, string name)
    {
        if (request.Text(name) is not { } text) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw Problems.BadRequest($"'{name}' is '{text}', and no number: write 5, or 0.5.");
    }

    private static long? Whole(ApiRequest request, string name)
    {
        if (request.Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Problems.BadRequest($"'{name}' is '{text}', and no whole number: write 10000.");
    }
}
