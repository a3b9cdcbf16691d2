namespace Viaduct.Cli.Drill;

/// <summary>Something that is wrong with a message.</summary>
/// <param name="Number">The message.</param>
/// <param name="Text">What is wrong.</param>
internal sealed record DrillFinding(int Number, string Text);
