namespace Viaduct.Formats.Tests.Support;

/// <summary>Tests that look at the whole process run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
