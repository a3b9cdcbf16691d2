namespace Viaduct.Cli.Demo;

/// <summary>Something that is wrong at the end of a run.</summary>
/// <param name="Kind">How.</param>
/// <param name="Place">The send port, or the folder that it came in at.</param>
/// <param name="Name">The file.</param>
/// <param name="What">What is wrong with it.</param>
internal sealed record DemoFinding(DemoFindingKind Kind, string Place, string Name, string What);
