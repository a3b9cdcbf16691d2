using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Running;

/// <summary>What became of one run of a map.</summary>
/// <param name="Root">The message type that the root of the result says; null if it has none.</param>
/// <param name="Failure">Why there is no result, or null.</param>
internal sealed record MapResult(string? Root, Failure? Failure);
