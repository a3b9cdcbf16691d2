namespace Viaduct.Client;

/// <summary>A mistake in a configuration, or something to be warned of.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="File">The file, relative to the configuration's folder, with <c>/</c>.</param>
/// <param name="Line">The line, from 1; 0 if the problem is not at a line.</param>
/// <param name="Column">The column, from 1; 0 if unknown.</param>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="Why">Why that is wrong.</param>
/// <param name="Fix">What to do.</param>
public sealed record ConfigurationMistake(
    string Severity, string File, int Line, int Column, string What, string Why, string Fix);
