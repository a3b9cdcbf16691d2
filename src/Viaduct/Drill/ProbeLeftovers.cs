using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>Removes what a drill that was killed has left in the group.</summary>
/// <param name="group">The group.</param>
/// <param name="time">The clock.</param>
internal sealed class ProbeLeftovers(IGroupOperations group, TimeProvider time)
{
    private const string Port = $"{ProbeApplication.Name}-out";
    private const int QuietLooks = 3;
    private const int LooksMax = 60;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Removes the application, and terminates its messages that nobody takes in any more.</summary>
    /// <returns>Whether the application was there, and how many messages were terminated.</returns>
    public async Task<(bool Application, int Messages)> RemoveAsync(CancellationToken cancellationToken)
    {
        bool wasThere = await new ProbeApplication(group).RemoveAsync(cancellationToken);
        int terminated = 0;
        // One after the other comes out of the log, fails, and can be terminated then.
        for (int look = 0, quiet = 0; look < LooksMax && quiet < (wasThere ? QuietLooks : 1); look++)
        {
            if (look > 0) await Task.Delay(LookEvery, time, cancellationToken);
            var page = await group.ListItemsAsync(new ItemQuery { Port = Port }, new PageOptions(), cancellationToken);
            quiet = page.Items.Count == 0 ? quiet + 1 : 0;
            foreach (var item in page.Items)
            {
                var change = await group.ChangeItemAsync(item.Id, ItemActions.Terminate, cancellationToken);
                if (change.Changed) terminated++;
            }
        }

        return (wasThere, terminated);
    }
}
