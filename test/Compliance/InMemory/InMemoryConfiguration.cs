using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>Configurations in memory.</summary>
internal sealed class InMemoryConfiguration(InMemoryBox box) : IConfigurationStore
{
    /// <inheritdoc/>
    public Task<ActiveConfiguration?> GetActiveAsync(CancellationToken cancellationToken) =>
        box.Call((model, _) => model.Active, cancellationToken);

    /// <inheritdoc/>
    public Task<ConfigurationMark> GetMarkAsync(CancellationToken cancellationToken) =>
        box.Call(
            (model, _) => new ConfigurationMark(
                model.Active?.RouteVersion ?? 0, model.Active?.Announced?.Number ?? 0, model.Given),
            cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> GetPackageAsync(string hash, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.Packages.GetValueOrDefault(hash)?.ToArray(), cancellationToken);

    /// <inheritdoc/>
    public Task<long> AnnounceAsync(
        string hash, ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        HintedAsync(model => model.Announce(hash, package.ToArray()), cancellationToken);

    /// <inheritdoc/>
    public Task WithdrawAsync(long number, CancellationToken cancellationToken) =>
        HintedAsync(model => model.Withdraw(number), cancellationToken);

    /// <inheritdoc/>
    public Task AnswerAsync(AnnouncementAnswer answer, long number, CancellationToken cancellationToken) =>
        HintedAsync(model => model.Answer(answer, number), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AnnouncementAnswer>> GetAnswersAsync(
        long number, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.AnswersTo(number), cancellationToken);

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> ActivateAsync(Activation activation, CancellationToken cancellationToken) =>
        box.Call(
            (model, now) =>
            {
                var active = model.Activate(activation, now);
                box.Hint();
                return active;
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> OperateAsync(PortOrder order, CancellationToken cancellationToken)
    {
        PortOrder.Check(order);
        return box.Call(
            (model, now) =>
            {
                var active = model.Operate(order, now);
                box.Hint();
                return active;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ActiveConfiguration?> PlaceAsync(InstanceOrder order, CancellationToken cancellationToken)
    {
        InstanceOrder.Check(order);
        return box.Call(
            (model, now) =>
            {
                var active = model.Place(order, now);
                box.Hint();
                return active;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppliedConfiguration>> ListAppliedAsync(
        int rowsMax, CancellationToken cancellationToken) =>
        box.Call((model, _) => model.ListApplied(rowsMax), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReaderGrant>?> DetachPortAsync(
        SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress, CancellationToken cancellationToken) =>
        MoveAsync(() => box.Call((model, _) => model.Detach(session, name, hostProgress), cancellationToken));

    /// <inheritdoc/>
    public Task<bool> JoinPortAsync(
        SessionId session, IReadOnlyList<ProgressRow> detached, CancellationToken cancellationToken) =>
        MoveAsync(() => box.Call((model, _) => model.Join(session, detached), cancellationToken));

    private Task<T> HintedAsync<T>(Func<MessageBoxModel, T> change, CancellationToken cancellationToken) => box.Call(
        (model, _) =>
        {
            var answer = change(model);
            box.Hint();
            return answer;
        },
        cancellationToken);

    private async Task<T> MoveAsync<T>(Func<Task<T>> move)
    {
        box.BeforePortMoves?.Invoke();
        var answer = await move();
        box.AfterPortMoves?.Invoke();
        return answer;
    }
}
