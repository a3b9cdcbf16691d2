namespace Viaduct.Campaign.Histories;

/// <summary>Who asks gets one response, the one to what he has asked, however often he asks again.</summary>
internal static class AnswerChecks
{
    private const int Good = 299;

    /// <summary>What was answered differently, wrongly, or refused without a trace.</summary>
    public static IEnumerable<Violation> Check(History history) =>
        [.. Twice(history), .. Wrong(history), .. Refused(history)];

    private static IEnumerable<Violation> Twice(History history) =>
        from answers in history.Answers.Where(answer => answer.Status <= Good).GroupBy(answer => answer.Id)
        let texts = answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal).ToList()
        where texts.Count > 1
        select new Violation(
            ViolationKind.AnsweredTwice, answers.Key, "", string.Join(" and ", texts),
            answers.Min(answer => answer.At), answers.Max(answer => answer.At));

    private static IEnumerable<Violation> Wrong(History history) =>
        from answer in history.Answers
        where answer.Status <= Good && !answer.Text.StartsWith(answer.Expected, StringComparison.Ordinal)
        select new Violation(
            ViolationKind.WrongAnswer, answer.Id, "", $"'{answer.Text}' instead of '{answer.Expected}…'",
            answer.At, answer.At);

    private static IEnumerable<Violation> Refused(History history)
    {
        var suspended = history.Suspended.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return
            from answer in history.Answers
            where answer.Status > Good && !suspended.Contains(answer.Id)
            select new Violation(
                ViolationKind.Refused, answer.Id, "", $"{answer.Status} {answer.Text}", answer.At, answer.At);
    }
}
