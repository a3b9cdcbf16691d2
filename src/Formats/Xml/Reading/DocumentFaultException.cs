using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// Carries a failure out through the library's parser, which knows exceptions only. Thrown where the fault is found,
/// caught by the component, never seen outside.
/// </summary>
internal sealed class DocumentFaultException(Failure failure) : Exception(failure.ToString())
{
    /// <summary>What is wrong with the document.</summary>
    public Failure Failure { get; } = failure;
}
