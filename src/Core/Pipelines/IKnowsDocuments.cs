namespace Viaduct.Core.Pipelines;

/// <summary>A component that knows from schemas which documents it takes properties from.</summary>
public interface IKnowsDocuments
{
    /// <summary>The message types that its schemas declare; null if it has none and takes any document.</summary>
    IReadOnlyCollection<string>? MessageTypes { get; }

    /// <summary>True if documents of other types are taken, too, without properties.</summary>
    bool TakesOthers { get; }

    /// <summary>
    /// Why a promotion never finds a value in documents of its type, with what is probably meant; null if it may find
    /// one, or if the type is not declared here.
    /// </summary>
    string? DoubtOf(ConfiguredPromotion promotion);
}
