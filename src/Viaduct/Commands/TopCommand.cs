using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Top;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct top</c>.</summary>
internal static class TopCommand
{
    // A server that hangs is followed by the next one within this time.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private const int WidthOfFiles = 140;

    private static readonly Option<bool> Once = new("--once")
    {
        Description = "Show everything once, and end.",
    };

    private static readonly Option<string> Sort = new("--sort")
    {
        HelpName = "ORDER",
        Description = $"What the ports are ordered by: {string.Join(", ", Words.All<TopSort>())}.",
        DefaultValueFactory = _ => Words.Of(TopSort.Rate),
        CompletionSources = { Words.All<TopSort>() },
        Validators =
        {
            result =>
            {
                string[] orders = Words.All<TopSort>();
                if (!orders.Contains(result.GetValueOrDefault<string>(), StringComparer.Ordinal))
                    result.AddError($"--sort is one of {string.Join(", ", orders)}.");
            },
        },
    };

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("top", "Watch a group live: rates, times, what waits, what fails.")
    {
        Details = "On a terminal, also over SSH: q ends it, r, n, e, t, b and s order the ports, the arrows scroll. "
            + "Elsewhere a line a second; with --json an object a second, as the admin API's events give it. Rates "
            + "and times are those of the server that answers; servers, backlog and suspended messages those of the "
            + "group. A server that goes away is followed by the next that --server names, or waited for. NO_COLOR "
            + "switches colours off.",
        Examples = ["viaduct top", "viaduct top --once --sort errors", "viaduct top --server http://127.0.0.1:7465"],
        ExitCodes = ExitMeaning.WithoutStore(
            new ExitMeaning((int)ExitCode.Ok, "ended by its user, or shown once"),
            ExitMeaning.Usual.Single(meaning => meaning.Code == (int)ExitCode.NoStore)),
    }.With(Once, Sort, SharedOptions.Server, SharedOptions.TokenFile).Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        using var client = GroupAccess.Client(call, AnswerTimeout);
        // Whatever is wrong from the beginning is said as by any other command.
        var status = await client.GetStatusAsync(call.Stop);
        var sort = Words.Value<TopSort>(call.Get(Sort)!);
        if (call.Get(Once)) await ShowOnceAsync(client, status, sort, call);
        else if (call.Output.IsJson || !Screen.IsThere) await WriteLinesAsync(client, status, call);
        else await new LiveTop(client, sort, TimeProvider.System).RunAsync(status, call.Stop);
        return ExitCode.Ok;
    }

    private static async Task ShowOnceAsync(ViaductClient client, GroupStatus status, TopSort sort, CommandCall call)
    {
        var figures = await FirstAsync(client, call.Stop);
        call.Output.Object(figures);
        if (call.Output.IsJson) return;
        var view = new TopView
        {
            Figures = figures, Status = status, At = TimeProvider.System.GetUtcNow(), Sort = sort, IsOnce = true,
        };
        bool isThere = Screen.IsThere;
        int width = isThere ? Screen.Size().Width : WidthOfFiles;
        foreach (var line in TopFrame.Render(view, width, TopFrame.Endless))
            call.Output.Raw(line.ToText(isThere && Screen.HasInks) + "\n");
    }

    private static async Task<LiveFigures> FirstAsync(ViaductClient client, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(AnswerTimeout);
        try
        {
            await foreach (var figures in client.WatchAsync(limit.Token)) return figures;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Said below.
        }

        throw new CommandFailedException(
            ExitCode.NoStore,
            $"The server gives no figures within {AnswerTimeout.TotalSeconds:0} s: its store does not answer. "
                + "Its /readyz tells why; --server names another one.");
    }

    private static async Task WriteLinesAsync(ViaductClient client, GroupStatus status, CommandCall call)
    {
        var lines = new TopLines();
        using var changed = new SemaphoreSlim(0);
        await using var watch = new TopFeed(client, status, TimeProvider.System, () => changed.Release());
        LiveFigures? shown = null;
        string? said = null;
        while (true)
        {
            await changed.WaitAsync(call.Stop);
            var view = watch.View();
            if (view.Problem != said && view.Problem is not null) call.Output.Note($"viaduct: {view.Problem}");
            said = view.Problem;
            if (view.Figures is not { } figures || ReferenceEquals(figures, shown)) continue;
            shown = figures;
            call.Output.Object(figures);
            foreach (string line in lines.Next(figures)) call.Output.Line(line);
        }
    }
}
