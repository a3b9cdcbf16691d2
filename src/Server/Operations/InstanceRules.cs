using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Which word an action of an operator means, and which do not fit the state. Pure.</summary>
internal static class InstanceRules
{
    /// <summary>The word to be kept; null: the configuration holds.</summary>
    /// <param name="action">One of <see cref="InstanceActions"/>.</param>
    /// <param name="host">The host.</param>
    /// <param name="server">The server.</param>
    /// <param name="state">What the host does there.</param>
    /// <exception cref="ViaductException">The action does not fit the state; says why and what to do.</exception>
    public static InstanceWord? WordFor(string action, string host, string server, InstanceState state)
    {
        switch (action, state)
        {
            case (InstanceActions.Reset, _):
                return null;
            case (InstanceActions.Assign, InstanceState.None):
                return InstanceWord.Started;
            case (InstanceActions.Assign, _):
                throw Conflict(
                    $"Host '{host}' has an instance on server '{server}' already, which is {Word.Of(state)}: at most "
                    + "one is on a server. Start it with 'viaduct hosts start', or enable it first if it is disabled.");
            case (_, InstanceState.None):
                throw Problems.Refuse(
                    ProblemCodes.NotFound,
                    $"Host '{host}' has no instance on server '{server}'. Assign one with 'viaduct hosts assign "
                    + $"{host} {server}'.");
            case (InstanceActions.Enable, InstanceState.Disabled):
                return InstanceWord.Stopped;
            case (InstanceActions.Enable, _):
                throw Conflict($"Host '{host}' is not disabled on server '{server}': it is {Word.Of(state)}.");
            case (InstanceActions.Delete, _):
                return InstanceWord.Deleted;
            case (InstanceActions.Remove, _):
                return InstanceWord.Removed;
            case (InstanceActions.Disable, _):
                return InstanceWord.Disabled;
            case (_, InstanceState.Disabled):
                throw Conflict(
                    $"Host '{host}' is disabled on server '{server}'. Enable it first: 'viaduct hosts enable {host} "
                    + $"{server}'.");
            case (InstanceActions.Start, _):
                return InstanceWord.Started;
            case (InstanceActions.Stop, _):
                return InstanceWord.Stopped;
            case (InstanceActions.Pause, _):
                return InstanceWord.Paused;
            default:
                return InstanceWord.Draining;
        }
    }

    private static ViaductException Conflict(string text) => Problems.Refuse(ProblemCodes.Conflict, text);
}
