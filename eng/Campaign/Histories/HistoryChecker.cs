namespace Viaduct.Campaign.Histories;

/// <summary>Judges a history. Pure: it knows nothing of how the history came about.</summary>
internal static class HistoryChecker
{
    private const double After = 10_000;

    /// <summary>All violations, each with the faults around it, in the order in which they were seen.</summary>
    public static IReadOnlyList<Violation> Check(History history)
    {
        IEnumerable<Violation> all =
        [
            .. DeliveryChecks.Check(history),
            .. OrderChecks.Check(history),
            .. AnswerChecks.Check(history),
            .. history.Incidents.Select(one => new Violation(one.Kind, "", "", one.Text, one.At, one.At)),
        ];
        return
        [
            .. all.OrderBy(violation => violation.To)
                .Select(violation => violation with { Faults = Around(history, violation) }),
        ];
    }

    // What a fault broke may show a little later than the fault.
    private static List<string> Around(History history, Violation violation) =>
    [
        .. history.Faults
            .Where(fault => fault.From <= violation.To && fault.To + After >= violation.From)
            .Select(fault => $"{fault.Number}: {fault.What}"),
    ];
}
