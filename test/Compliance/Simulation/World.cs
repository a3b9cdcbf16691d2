using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <summary>
/// Some processes over one database, which do what the steps say: once over the store under test, watched by a checker,
/// and once over the model. The processes know only what the store has told them.
/// </summary>
internal sealed partial class World(StoreFixture fixture, MessageBoxModel? model, Checker? checker) : IAsyncDisposable
{
    private const int Places = 3;
    private const int DeadMax = 3;
    private readonly Actor?[] _live = new Actor?[Places];
    private readonly List<Actor> _dead = [];
    private readonly List<string> _text = [];
    private readonly List<IReadOnlyList<string>> _answers = [];
    private int _step;
    private int _ids;

    /// <summary>A store for looking at everything.</summary>
    public IStore Observer { get; private set; } = null!;

    /// <summary>Opens the store that looks, and applies the first configuration.</summary>
    public async Task OpenAsync()
    {
        Observer = await fixture.OpenAsync();
        await Observer.Configuration.ActivateAsync(Configuration(1), CancellationToken.None);
    }

    /// <summary>Does a step. The model is told how a commit under way ended in the store.</summary>
    public async Task<Observation> DoAsync(int number, Step step, bool? underWay)
    {
        (_step, _ids) = (number, 0);
        _text.Clear();
        _answers.Clear();
        var gotIn = await DoAsync(step, Choose(step.Who), underWay);
        if (checker is not null)
        {
            checker.Stands(await Observer.Log.ReadProgressAsync(CancellationToken.None));
        }
        return new Observation(string.Join('\n', _text), [.. _answers], gotIn);
    }

    /// <summary>All processes die, a last one takes everything, and nothing may be missing.</summary>
    public async Task<Observation> EndAsync(int number)
    {
        (_step, _ids) = (number, 0);
        _text.Clear();
        _answers.Clear();
        foreach (var actor in _live.OfType<Actor>())
        {
            await fixture.CrashAsync(actor.Process.Store);
        }
        var last = await StartAsync("the last one");
        await TakeOverAsync(last);
        if (checker is not null)
        {
            var hosts = last.Process.Configuration!.Readers.Where(one => one.Kind == ReaderKind.Host)
                .Select(one => one.Id).ToHashSet();
            await checker.LeftAsync(
                Observer, [.. last.Process.Readers.Where(one => hosts.Contains(one.ReaderLane.Reader))]);
            foreach (var stopped in last.Process.Configuration!.Readers.Where(one => one.Port is not null))
            {
                await checker.LeftToStoppedAsync(last.Process, stopped);
            }
        }
        return new Observation(string.Join('\n', _text), []);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private async Task<bool?> DoAsync(Step step, Actor? who, bool? underWay)
    {
        switch (step.Kind)
        {
            case StepKind.Join:
                await JoinAsync(step.Who);
                return null;
            case StepKind.StepClock:
                fixture.Clock.Step(TimeSpan.FromMinutes((step.What - 4) * (1 + step.How % 3)));
                return null;
            case StepKind.GoOnAfterDeath when _dead.Count > 0:
                await GoOnAsync(_dead[step.Who % _dead.Count], step);
                return null;
            case StepKind.Heartbeat:
                await BeatAsync();
                return null;
            case StepKind.CrashUnderWay when who is not null:
                return await CrashUnderWayAsync(who, step, underWay);
            default:
                await (who is null ? JoinAsync(step.Who) : DoAsync(step, who));
                return null;
        }
    }

    private Task DoAsync(Step step, Actor who) => step.Kind switch
    {
        StepKind.Acquire => AcquireAsync(who),
        StepKind.Give => GiveAsync(who, step),
        StepKind.Publish => CommitAsync(who, Publish(who, step)),
        StepKind.Work => WorkAsync(who, step),
        StepKind.Track => TrackAsync(who, step),
        StepKind.Crash => CrashAsync(who),
        StepKind.TakeOver => TakeOverAsync(who),
        StepKind.Impersonate => ImpersonateAsync(who, step),
        StepKind.End => EndAsync(who),
        StepKind.Activate => ActivateAsync(who, step),
        StepKind.AddItem => AddItemAsync(who, step),
        StepKind.TakeItems => TakeItemsAsync(who),
        StepKind.FinishItem => FinishItemAsync(who, step),
        StepKind.Resume => OperateAsync(who, step, (items, ids) => items.ResumeAsync(ids, [], default)),
        StepKind.Terminate => OperateAsync(who, step, (items, ids) => items.TerminateAsync(ids, [Tracking()], default)),
        StepKind.Claim => ClaimAsync(who, step),
        StepKind.TakeClaims => TakeClaimsAsync(who),
        StepKind.CloseSources => CloseSourcesAsync(who, step),
        StepKind.StopPort => StopPortAsync(who, step),
        StepKind.CleanUp => CleanUpAsync(who),
        _ => Task.CompletedTask,
    };

    // One of those who live; null if nobody does.
    private Actor? Choose(int number)
    {
        var live = _live.OfType<Actor>().ToList();
        return live.Count > 0 ? live[number % live.Count] : null;
    }

    // Says what was seen; the same in the store and in its model.
    private void See(string text) => _text.Add(text);

    // Ids that are the same in the store and in its model.
    private Guid NextId() => new(_step, (short)++_ids, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private TrackingRow Tracking() => Some.Tracking(fixture.Clock.Now, fixture.Clock.Now, $"step {_step}");
}
