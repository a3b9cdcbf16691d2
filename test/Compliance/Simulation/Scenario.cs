using FsCheck;
using FsCheck.Fluent;

namespace Viaduct.Compliance.Simulation;

/// <summary>A list of steps: generated, run, and made shorter while it still fails.</summary>
internal sealed class Scenario(IReadOnlyList<Step> steps)
{
    private const int Numbers = 12;

    // Frequent: what moves messages, and what kills. Rare: what an operator does.
    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.Join, 8), (StepKind.Acquire, 8), (StepKind.Give, 6), (StepKind.Publish, 14), (StepKind.Work, 18),
        (StepKind.Track, 5),
        (StepKind.Crash, 5), (StepKind.CrashUnderWay, 4), (StepKind.GoOnAfterDeath, 8), (StepKind.TakeOver, 8),
        (StepKind.Impersonate, 5), (StepKind.End, 1), (StepKind.Activate, 3), (StepKind.AddItem, 7),
        (StepKind.TakeItems, 5), (StepKind.FinishItem, 6), (StepKind.Resume, 2), (StepKind.Terminate, 1),
        (StepKind.Claim, 3), (StepKind.TakeClaims, 3), (StepKind.CloseSources, 3), (StepKind.StopPort, 3),
        (StepKind.CleanUp, 4), (StepKind.StepClock, 4), (StepKind.Heartbeat, 1),
    ];

    /// <summary>The steps.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Scenarios of up to so many steps.</summary>
    public static Arbitrary<Scenario> OfLength(int most)
    {
        var numbers = Gen.Choose(0, Numbers - 1);
        var kinds = Gen.Elements(Weights.SelectMany(one => Enumerable.Repeat(one.Kind, one.Weight)));
        var step = from kind in kinds
                   from who in numbers
                   from what in numbers
                   from how in numbers
                   select new Step(kind, who, what, how);
        var lists = from length in Gen.Choose(most / 2, most)
                    from list in step.ArrayOf(length)
                    select new Scenario(list);
        return Arb.From(lists, Shorter);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{steps.Count} steps:\n[\n{string.Join(",\n", steps.Select(one => $"    {one}"))}\n]";

    // Without a half, without a quarter …, without one.
    private static IEnumerable<Scenario> Shorter(Scenario scenario)
    {
        var all = scenario.Steps;
        for (var size = all.Count / 2; size > 0; size /= 2)
        {
            for (var from = 0; from < all.Count; from += size)
            {
                yield return new Scenario([.. all.Take(from), .. all.Skip(from + size)]);
            }
        }
    }
}
