namespace Viaduct.Core.Pipelines;

/// <summary>Something in a file of a component that does no harm and is never of use.</summary>
/// <param name="File">The file, as the configuration names it.</param>
/// <param name="Line">The line, from 1, or null if it is not known.</param>
/// <param name="What">What is of no use, as a sentence.</param>
/// <param name="Why">Why, as a sentence.</param>
public sealed record ComponentDoubt(string File, int? Line, string What, string Why);
