using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>A command that changes open items: by id, or all that fit. The server does it as a job.</summary>
internal static class ItemChanges
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    /// <summary>Changes them, and says which could not be changed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="action">One of <see cref="ItemActions"/>.</param>
    /// <param name="done">What was done, for example <c>resumed</c>.</param>
    public static async Task<ExitCode> RunAsync(CommandCall call, string action, string done)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        bool all = call.Get(ItemSelection.All);
        var query = ItemSelection.Query(call);
        var request = new JobRequest
        {
            Action = action, Ids = all ? null : call.Get(ItemSelection.Ids), Items = all ? query : null,
        };
        var job = await EndAsync(group.Operations, request, call);
        if (job.Done == 0) await NameCheck.WarnAsync(group.Operations, query.Port, query.Code, call);
        foreach (var item in job.Unchanged) call.Output.Line($"{item.Id} was not {done}: {item.Reason}");
        string name = (await group.Operations.GetStatusAsync(call.Stop)).Group;
        call.Output.Line($"{Words.Count(job.Changed, "message")} {done} in group {name}.");
        if (job.More) call.Output.Line($"More fit than one call changes ({JobRequest.ItemsMax:N0}): repeat it.");
        call.Output.Object(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["group"] = name, [done] = job.Changed, ["ids"] = job.Ids,
            ["unchanged"] = job.Unchanged.Select(item => item.Id),
            ["reasons"] = job.Unchanged.ToDictionary(item => item.Id, item => item.Reason), ["more"] = job.More,
        });
        return job.Unchanged.Count == 0 ? ExitCode.Ok : ExitCode.Problem;
    }

    private static async Task<JobStatus> EndAsync(IGroupOperations operations, JobRequest request, CommandCall call)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var job = await operations.StartJobAsync(id, request, call.Stop);
        while (job.State == JobStates.Running || job.EndedAt is null)
        {
            if (job.Done > 0) call.Output.Note($"{Words.Count(job.Done, "item")} so far …");
            job = await operations.GetJobAsync(id, Wait, call.Stop);
        }

        return job.State == JobStates.Done
            ? job
            : throw new CommandFailedException(
                ExitCode.NoStore, $"{Words.Count(job.Changed, "item")} changed, then it was broken off: {job.Problem} "
                    + "Repeat the command for the rest.");
    }
}
