using Viaduct.Load.Contestants;

namespace Viaduct.Load.Lines;

/// <summary>How large a table or file was at most, in a quarter of the messages and in the quarter after it.</summary>
internal sealed record GrowthRow(string Name, TableSize Before, TableSize After)
{
    // A sawtooth is cut at different places; what is kept for ever grows by a third and by all messages of a quarter.
    private const double ShareMax = 1.1;
    private const double PerMessageMax = 0.01;
    private const int MessageBytes = 1024;

    /// <summary>
    /// True if it has grown with the messages: by more than a tenth, and by more than a hundredth of what passed.
    /// </summary>
    public bool HasGrown(long messages) =>
        HasGrown(Before.Bytes, After.Bytes, messages * MessageBytes) || HasGrown(Before.Rows, After.Rows, messages);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name,-24} {Before.Bytes >> 10,12:N0} KB → {After.Bytes >> 10,12:N0} KB"
        + (After.Rows > 0 ? $", {Before.Rows:N0} → {After.Rows:N0} rows" : "");

    private static bool HasGrown(long before, long after, long passed) =>
        after > before * ShareMax && after - before > passed * PerMessageMax;
}
