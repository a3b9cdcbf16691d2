using Viaduct.Client;
using Viaduct.Core.Model;
using Viaduct.Core.Route;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Says what send ports and receive locations are to do (rule 58 of the message box).</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">The active configuration.</param>
internal sealed class PortOperations(IStore store, ActiveModels models)
{
    private const int AttemptsMax = 5;

    /// <summary>Says what a send port is to do.</summary>
    public Task<PortChange> SetSendPortAsync(string name, string state, CancellationToken cancellationToken) =>
        SetAsync(
            name, isLocation: false, Read(state, isLocation: false),
            model => model.SendPorts.ToDictionary(
                port => port.Name, port => Word.Of(port.State), StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Says what a receive location is to do.</summary>
    public Task<PortChange> SetLocationAsync(string name, string state, CancellationToken cancellationToken) =>
        SetAsync(
            name, isLocation: true, Read(state, isLocation: true),
            model => model.ReceivePorts.SelectMany(port => port.Locations).ToDictionary(
                location => location.Name, location => location.Enabled ? PortStates.Enabled : PortStates.Disabled,
                StringComparer.Ordinal),
            cancellationToken);

    private async Task<PortChange> SetAsync(
        string name, bool isLocation, PortWord? word, Func<GroupModel, Dictionary<string, string>> statesOf,
        CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var (active, model, configured, problem) = await models.ReadAsync(cancellationToken);
            if (active is null || model is null || configured is null)
                throw Problems.Refuse(
                    ProblemCodes.Conflict,
                    problem ?? "The group has no configuration yet: apply one with 'viaduct apply DIR'.");
            var states = statesOf(configured);
            if (!states.TryGetValue(name, out string? wanted)) throw Unknown(name, isLocation, states.Keys);
            // What the configuration says anyway needs no word of an operator, and follows it again from now on.
            var kept = word is { } said && Word.Of(said) == wanted ? null : word;
            var order = new PortOrder(name, isLocation, kept, active.Hash);
            bool changes = order.Changes(active);
            if (!changes || await store.Configuration.OperateAsync(order, cancellationToken) is not null)
                return new PortChange(name, kept is { } now ? Word.Of(now) : wanted, wanted, changes);
        }

        throw Problems.Refuse(
            ProblemCodes.Conflict, "Configurations were applied all the while. Say it again once that is done.");
    }

    private static PortWord? Read(string state, bool isLocation)
    {
        if (state == PortStates.Configured) return null;
        return Word.Read<PortWord>(state) is { } word && OperatedPort.IsForLocation(word) == isLocation
            ? word
            : throw Problems.BadRequest(
                isLocation
                    ? $"'{state}' is nothing that a receive location can do: enabled, disabled or configured."
                    : $"'{state}' is nothing that a send port can do: started, stopped, unenlisted or configured.");
    }

    private static ViaductException Unknown(string name, bool isLocation, IReadOnlyCollection<string> known)
    {
        string near = Spelling.Nearest(name, known) is { } nearest ? $" Is '{nearest}' meant?" : "";
        return Problems.Refuse(
            ProblemCodes.NotFound,
            $"No {(isLocation ? "receive location" : "send port")} has the name '{name}'.{near}");
    }
}
