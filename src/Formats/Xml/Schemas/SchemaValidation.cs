using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>
/// Validates one document against its schema while it is read, and takes nothing from the document but its content:
/// locations of schemas in it are ignored, and no defaults are filled in.
/// </summary>
internal sealed class SchemaValidation
{
    /// <summary>How many errors of a document are counted.</summary>
    public const int ErrorsMax = 100;

    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlReader _xml;
    private readonly XmlSchemaValidator _validator;
    private readonly XmlSchemaSet _set;
    private readonly string? _file;
    private readonly List<Failure> _all = [];
    private string? _first;
    private FailurePlace? _place;
    private int _errors;
    private bool _isMuted;

    /// <summary>Starts before the root element.</summary>
    public SchemaValidation(DocumentSchema schema, DocumentReader document)
    {
        (_xml, _set, _file) = (document.Xml, schema.Set!, schema.File);
        _validator = new XmlSchemaValidator(
            _xml.NameTable,
            _set,
            (IXmlNamespaceResolver)_xml,
            XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.AllowXmlAttributes)
        {
            XmlResolver = null,
            LineInfoProvider = document.Lines,
        };
        _validator.ValidationEventHandler += (_, e) => Note(e);
        _validator.Initialize();
    }

    /// <summary>True if so many errors are known that the rest need not be read.</summary>
    public bool HasEnough => _errors >= ErrorsMax;

    /// <summary>Each error alone, without advice; at most <see cref="ErrorsMax"/>.</summary>
    public IReadOnlyList<Failure> All => _all;

    /// <summary>What is wrong with the document, or null.</summary>
    public Failure? Failure
    {
        get
        {
            if (_first is null) return null;
            string more = _errors switch
            {
                1 => "",
                >= ErrorsMax => $" At least {ErrorsMax - 1} more errors follow.",
                _ => $" {_errors - 1} more error(s) follow.",
            };
            return new Failure(
                FailureCodes.Invalid,
                $"{_first}{more} Have the sender correct the document, or correct the schema {_file}.",
                _place);
        }
    }

    /// <summary>An element begins; the parser stands on it.</summary>
    public void StartElement() => _validator.ValidateElement(
        _xml.LocalName,
        _xml.NamespaceURI,
        null,
        _xml.GetAttribute("type", InstanceNamespace),
        _xml.GetAttribute("nil", InstanceNamespace),
        null,
        null);

    /// <summary>
    /// An element is passed over on which the parser stands: it may be here, and what is in it is validated elsewhere.
    /// </summary>
    public void PassOver()
    {
        // A document's schema need not be one that the envelope's schema imports.
        _isMuted = !_set.GlobalElements.Contains(new XmlQualifiedName(_xml.LocalName, _xml.NamespaceURI))
            && _validator.GetExpectedParticles().Any(particle => particle is XmlSchemaAny);
        _validator.ValidateElement(_xml.LocalName, _xml.NamespaceURI, null);
        _validator.SkipToEndElement(null);
        _isMuted = false;
    }

    /// <summary>An attribute of it, namespace declarations aside.</summary>
    public void Attribute(string local, string ns, string value) =>
        _validator.ValidateAttribute(local, ns, value, null);

    /// <summary>Its attributes are complete.</summary>
    public void EndAttributes() => _validator.ValidateEndOfAttributes(null);

    /// <summary>A piece of text.</summary>
    public void Text(ReadOnlySpan<char> piece, bool isSpace)
    {
        if (isSpace) _validator.ValidateWhitespace(piece.ToString());
        else _validator.ValidateText(piece.ToString());
    }

    /// <summary>An element ends.</summary>
    public void EndElement() => _validator.ValidateEndElement(null);

    /// <summary>The document ends, or enough of it has been seen.</summary>
    public void End()
    {
        if (!HasEnough) _validator.EndValidation();
    }

    private void Note(ValidationEventArgs e)
    {
        if (e.Severity != XmlSeverityType.Error || _isMuted) return;
        string text = Excerpt.OfSentence(e.Message);
        var place = new FailurePlace(
            e.Exception.LineNumber,
            e.Exception.LinePosition,
            Record: _xml.NodeType is XmlNodeType.Element or XmlNodeType.EndElement ? _xml.LocalName : null,
            Field: _xml.NodeType is XmlNodeType.Attribute ? _xml.LocalName : null);
        if (_all.Count < ErrorsMax) _all.Add(new Failure(FailureCodes.Invalid, text, place));
        if (++_errors == 1) (_first, _place) = (text, place);
    }
}
