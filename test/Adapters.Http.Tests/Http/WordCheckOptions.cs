namespace Viaduct.Adapters.Tests.Http;

/// <summary>The options of the check: there are none.</summary>
public sealed record WordCheckOptions;
