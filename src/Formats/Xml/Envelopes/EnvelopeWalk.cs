using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>
/// Goes through an envelope and those in it, takes their properties, and stops at each document. The documents are
/// read by others, with the same parser.
/// </summary>
internal sealed class EnvelopeWalk : IDisposable
{
    private readonly DocumentReader _document;
    private readonly SchemaCatalog _catalog;
    private readonly XmlReader _xml;
    private readonly DocumentPass _pass;
    private readonly List<EnvelopeLevel> _levels = [];
    private readonly bool _validates;
    private bool _begun;

    /// <summary>A walk that begins at the root element, on which the parser stands.</summary>
    /// <param name="document">The document.</param>
    /// <param name="catalog">What is known of envelopes.</param>
    /// <param name="validates">True to validate the envelopes, without the documents in them.</param>
    public EnvelopeWalk(DocumentReader document, SchemaCatalog catalog, bool validates)
    {
        (_document, _catalog, _xml, _validates) = (document, catalog, document.Xml, validates);
        _pass = new DocumentPass(document, null);
    }

    /// <summary>The namespaces that are declared around the document, by prefix.</summary>
    public IEnumerable<KeyValuePair<string, string>> Namespaces => _levels[^1].Namespaces;

    /// <summary>How many bodies have been opened.</summary>
    public int Bodies { get; private set; }

    /// <summary>True if it counts what stands in the envelopes, so that nothing of them can be left out.</summary>
    public bool Counts => _levels.Exists(static level => level.Validation is not null);

    /// <summary>Goes on to the next document.</summary>
    /// <returns>True if the parser stands on its root; false at the end of everything.</returns>
    /// <exception cref="DocumentFaultException">The envelope is not what its schema says.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (!_begun || await _document.ReadAsync(cancellationToken))
        {
            _begun = true;
            bool isElement = _xml.NodeType == XmlNodeType.Element;
            if (_levels.Count > 0 && _levels[^1].IsInBody(_xml.Depth))
            {
                if (!isElement) CheckAside();
                else PassOver(_levels[^1]);
                if (isElement && _catalog.FindEnvelope(Type) is null) return true;
            }

            int depth = _xml.Depth;
            bool ends = _xml.NodeType == XmlNodeType.EndElement || (isElement && _xml.IsEmptyElement);
            if (isElement) StartElement();
            await _pass.NodeAsync(cancellationToken);
            if (_pass.Promotions?.Failure is { } failure)
            {
                // What the schema says about the value is clearer than that it is no property.
                CheckValid(_pass.Validation);
                throw new DocumentFaultException(failure);
            }

            if (ends) EndElement(depth);
        }

        return false;
    }

    /// <summary>Gives a document the properties of the envelopes around it: those of the inner ones win.</summary>
    public void Apply(MessageContextBuilder context)
    {
        foreach (var level in _levels) level.Promotions?.Apply(context);
    }

    /// <inheritdoc/>
    public void Dispose() => _pass.Dispose();

    private DocumentType Type => new(_xml.NamespaceURI, _xml.LocalName);

    private void StartElement()
    {
        if (_levels.Count == 0 || _levels[^1].IsInBody(_xml.Depth)) Push(_catalog.FindEnvelope(Type)!);
        var level = _levels[^1];
        if (!level.Start(_xml.Depth, _xml.LocalName, _xml.NamespaceURI)) return;
        Bodies++;
        level.Namespaces = ((IXmlNamespaceResolver)_xml).GetNamespacesInScope(XmlNamespaceScope.ExcludeXml);
    }

    private void Push(DocumentSchema schema)
    {
        var promotions = schema.Plan is null
            ? null
            : new PromotionRun(schema.Plan, _document.Lines, _document.Limits.PromotedCharacters);
        var validation = _validates && schema.Set is not null ? new SchemaValidation(schema, _document) : null;
        _levels.Add(new EnvelopeLevel(schema, _xml.Depth, _document.Place, promotions, validation));
        (_pass.Promotions, _pass.Validation) = (promotions, validation);
    }

    // What stands in front of a document must be valid before the document goes on.
    private static void PassOver(EnvelopeLevel level)
    {
        level.Validation?.PassOver();
        CheckValid(level.Validation);
    }

    private static void CheckValid(SchemaValidation? validation)
    {
        if (validation?.Failure is { } failure)
            throw new DocumentFaultException(failure with { Text = $"The envelope is not valid: {failure.Text}" });
    }

    private void EndElement(int depth)
    {
        var level = _levels[^1];
        if (!level.End(depth)) return;
        if (!level.HadBody) throw WithoutBody(level);
        level.Validation?.End();
        CheckValid(level.Validation);
        _levels.RemoveAt(_levels.Count - 1);
        (_pass.Promotions, _pass.Validation) = _levels is [.., var outer]
            ? (outer.Promotions, outer.Validation)
            : (null, null);
    }

    // Text there would belong to no message, and be lost.
    private void CheckAside()
    {
        if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            throw new DocumentFaultException(new Failure(
                FailureCodes.BadInput,
                "In the body of the envelope there is text that stands in no document, and would be lost. Have the "
                    + "sender put only documents there, or correct body_xpath in the schema of the envelope.",
                _document.Place));
    }

    private static DocumentFaultException WithoutBody(EnvelopeLevel level)
    {
        var schema = level.Schema;
        string doubt = PathCheck.DoubtOf(schema.Body!, schema) is { } found
            ? $"In this path {found}: correct it."
            : "Have the sender write the body, if only an empty one, or correct the path.";
        return new DocumentFaultException(new Failure(
            FailureCodes.BadInput,
            $"The envelope '{Excerpt.Of(schema.Type.MessageType)}' has no body: it has no element where its schema "
                + $"{schema.File} says that documents stand (body_xpath {schema.Body!.Text}). {doubt}",
            level.Place));
    }
}
