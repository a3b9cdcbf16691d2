using System.Net;
using Viaduct.Client;

namespace Viaduct.Server.Tests.Api;

/// <summary>Trials of versions, by the typed client.</summary>
public class TrialCallsTests
{
    private static readonly TrialOptions Some = new() { Percent = 12.5m };

    [Fact]
    public async Task Trial_IsBegunShownAndAccepted_OnceEach()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var active = (await api.Client.GetStatusAsync(default)).Configuration!;
        Assert.Equal(ProblemCodes.NotFound, await CodeOfAsync(() => api.Client.GetTrialAsync(default)));
        Assert.Equal(ProblemCodes.NotFound, await CodeOfAsync(
            () => api.Client.EndTrialAsync(TrialStates.Accepted, default)));
        var next = api.ConfigureFilter("another").Package;

        var begun = await api.Client.TryAsync(
            next.Bytes, Some with { MarginPercent = 0.5m, AcceptAfter = 9, AcceptAfterSeconds = 60 }, default);
        var shown = await api.Client.GetTrialAsync(default);

        Assert.Equal(begun, shown);
        Assert.Equal((TrialStates.UnderWay, next.Hash, active.Hash), (shown.State, shown.Hash, shown.BaseHash));
        Assert.Equal((12.5m, 0.5m, 9L, 60L),
            (shown.Percent, shown.MarginPercent, shown.AcceptAfter!.Value, shown.AcceptAfterSeconds!.Value));
        Assert.Equal(new TrialFigures(0, 0, 0), shown.Candidate);
        Assert.Equal(ProblemCodes.Conflict, await CodeOfAsync(() => api.Client.TryAsync(next.Bytes, Some, default)));
        Assert.Equal(ProblemCodes.BadRequest, await CodeOfAsync(() => api.Client.EndTrialAsync("underWay", default)));

        var accepted = await api.Client.EndTrialAsync(TrialStates.Accepted, default);
        Assert.Equal((TrialStates.Accepted, "By an operator."), (accepted.State, accepted.Reason));
        Assert.Equal(accepted, await api.Client.EndTrialAsync(TrialStates.Accepted, default));
        Assert.Equal(ProblemCodes.Conflict, await CodeOfAsync(
            () => api.Client.EndTrialAsync(TrialStates.Withdrawn, default)));
        Assert.Equal(next.Hash, (await api.Client.GetStatusAsync(default)).Configuration!.Hash);
        Assert.Equal(ProblemCodes.Conflict, await CodeOfAsync(() => api.Client.TryAsync(next.Bytes, Some, default)));
    }

    [Fact]
    public async Task Trial_OfWhatCannotBeTried_IsRefusedByName()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var more = api.Configure("more").Package;
        var refused = await Assert.ThrowsAsync<ViaductException>(() => api.Client.TryAsync(more.Bytes, Some, default));
        Assert.Equal(ProblemCodes.Conflict, refused.Problem.Code);
        Assert.Contains("send port 'more': it is added", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "send port 'more': it is added", (await api.Client.PlanAsync(more.Bytes, default)).TrialObstacles);
        var triable = api.ConfigureFilter("another").Package;
        Assert.Empty((await api.Client.PlanAsync(triable.Bytes, default)).TrialObstacles);
        Assert.Equal(ProblemCodes.NotFound, await CodeOfAsync(() => api.Client.GetTrialAsync(default)));
    }

    [Fact]
    public async Task Trial_WithWrongParameters_IsRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var package = api.ConfigureFilter("another").Package.Bytes;
        string[] wrong =
        [
            "", "?percent=0", "?percent=100", "?percent=5.001", "?percent=-5", "?percent=five",
            "?percent=5&margin=101", "?percent=5&acceptAfter=0", "?percent=5&acceptAfter=1.5",
            "?percent=5&acceptAfterSeconds=99999999999999999", "?percent=5&share=5",
        ];
        foreach (string query in wrong)
        {
            using var content = new ReadOnlyMemoryContent(package)
            {
                Headers = { ContentType = new("application/x-tar") },
            };
            using var answer = await api.Http.PutAsync(
                new Uri(api.Address, "/api/v1/configuration/trial" + query), content);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{query}: {answer.StatusCode}");
        }

        Assert.Equal(ProblemCodes.NotFound, await CodeOfAsync(() => api.Client.GetTrialAsync(default)));
    }

    private static async Task<string> CodeOfAsync(Func<Task> call) =>
        (await Assert.ThrowsAsync<ViaductException>(call)).Problem.Code;
}
