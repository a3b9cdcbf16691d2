namespace Viaduct.Core.Pipelines;

/// <summary>How the place of a property in a document is written.</summary>
public enum PromotionForm
{
    /// <summary>An absolute path of elements, for documents that are XML when they are routed.</summary>
    Path,

    /// <summary>A JSON Pointer, for messages that stay JSON.</summary>
    Pointer,

    /// <summary>The name of a column.</summary>
    Column,
}
