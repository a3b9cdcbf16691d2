using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>One result: to a file that is there only when it is complete, or to the standard output.</summary>
/// <param name="path">The file, or null.</param>
internal sealed class SingleOutput(string? path) : PipelineContext
{
    private const int HeldBackBytes = 4 << 20;

    // One for the process; never disposed of, for that would write what is held back.
    private static readonly Stream Held = new BufferedStream(Console.OpenStandardOutput(), HeldBackBytes);

    /// <inheritdoc/>
    public override PipelineLimits Limits { get; } = new() { BodyBytes = 1L << 40 };

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() =>
        path is null ? new OutputBody(Held, null) : OutputBody.InFile(path);

    /// <summary>All has gone well: writes on what is held back.</summary>
    public static Task EndAsync() => Held.FlushAsync();
}
