using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>
/// Validates documents for tools without a server; promotes nothing, so it needs no property schemas.
/// </summary>
public sealed class MessageValidator
{
    private readonly XmlValidator _validator;

    private MessageValidator(XmlValidator validator) => _validator = validator;

    /// <summary>Reads and compiles schemas.</summary>
    /// <param name="schemas">Files, and folders of them.</param>
    /// <param name="files">Where they are.</param>
    /// <exception cref="ComponentConfigurationException">They are not usable.</exception>
    public static MessageValidator Load(IReadOnlyList<string> schemas, IPackageFiles files) =>
        new(new XmlValidator(SchemaCatalog.Load(schemas, new ComponentResources(files, []), promotes: false)));

    /// <summary>Every error of a document, in its order; at most 100. Empty if it is valid.</summary>
    /// <param name="body">The document.</param>
    /// <param name="limits">The limits on it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The body cannot be read.</exception>
    public async ValueTask<IReadOnlyList<Failure>> ValidateAsync(
        Body body, PipelineLimits limits, CancellationToken cancellationToken)
    {
        var message = new PipelineMessage(body, new MessageContextBuilder());
        var (failure, errors) = await _validator.CheckAsync(message, limits, cancellationToken);
        if (failure is null) return [];

        // What ends the reading stands behind what the schema found before it.
        return failure.Code == FailureCodes.Invalid && errors.Count > 0 ? errors : [.. errors, failure];
    }
}
