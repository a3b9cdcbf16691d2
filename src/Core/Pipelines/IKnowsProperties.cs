using Viaduct.Core.Messages;

namespace Viaduct.Core.Pipelines;

/// <summary>A component or map that knows, before it runs, which properties it gives messages.</summary>
public interface IKnowsProperties
{
    /// <summary>The properties that it may promote; empty if it promotes none.</summary>
    IReadOnlyCollection<PropertyKey> Promoted { get; }

    /// <summary>What its files say that can never be of use, so that it is hardly meant.</summary>
    IReadOnlyList<ComponentDoubt> Doubts { get; }
}
