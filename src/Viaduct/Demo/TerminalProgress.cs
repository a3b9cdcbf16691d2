using Spectre.Console;

namespace Viaduct.Cli.Demo;

/// <summary>Three bars, for people who watch.</summary>
internal sealed class TerminalProgress : IDemoProgress
{
    /// <inheritdoc/>
    public void Say(string text) => AnsiConsole.WriteLine(text);

    /// <inheritdoc/>
    public Task WatchAsync(Func<Action<DemoCounts>, Task> work) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
        .StartAsync(context =>
        {
            var files = context.AddTask("files put in");
            var deliveries = context.AddTask("deliveries");
            var suspended = context.AddTask("suspended");
            return work(counts =>
            {
                Show(files, counts.In, counts.InOf);
                Show(deliveries, counts.Delivered, counts.DeliveredOf);
                Show(suspended, counts.Suspended, counts.SuspendedOf);
            });
        });

    private static void Show(ProgressTask task, long done, long all)
    {
        task.MaxValue = Math.Max(1, all);
        task.Value = done;
    }
}
