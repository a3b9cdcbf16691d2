namespace Viaduct.Adapters.Tests.File;

/// <summary>The simulated process has ended: nothing that it does from here on has an effect.</summary>
public sealed class CrashException() : Exception("the process has ended");
