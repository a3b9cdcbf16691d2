namespace Viaduct.Core.Tests.Hosting;

/// <summary>The options of the component that makes a message of each line.</summary>
internal sealed record LineOptions
{
    /// <summary>True to suspend a bad line alone.</summary>
    public bool Recoverable { get; init; }
}
