using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viaduct.Tidy.Rules;

/// <summary>Tests wait for events, not for time.</summary>
internal sealed class TestSleepRule : IRule
{
    /// <inheritdoc/>
    public string Name => "test-sleep";

    /// <inheritdoc/>
    public string Why => "A sleep is too long on a fast machine and too short on a busy one.";

    /// <inheritdoc/>
    public string Fix =>
        "Wait for a signal, a line or a state with a time limit that names it, or drive a TimeProvider.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.CSharp
        where file.IsUnder("test")
        from call in file.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let target = call.Expression.ToString()
        where target is "Task.Delay" or "Thread.Sleep" or "System.Threading.Thread.Sleep" or "SpinWait.SpinUntil"
        where !IsEndless(call) && !UsesClock(call)
        select new Finding(file.Path, SourceFile.LineOf(call), call.ToString(), target);

    // Endless until cancelled: something that hangs, not something that waits.
    private static bool IsEndless(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments[0].ToString() is "-1" or "Timeout.Infinite" or "Timeout.InfiniteTimeSpan";

    // Task.Delay(delay, timeProvider, …): the test decides when it ends.
    private static bool UsesClock(InvocationExpressionSyntax call)
    {
        var second = call.ArgumentList.Arguments.ElementAtOrDefault(1)?.ToString() ?? "";
        return second.Contains("time", StringComparison.OrdinalIgnoreCase)
            || second.Contains("clock", StringComparison.OrdinalIgnoreCase);
    }
}
