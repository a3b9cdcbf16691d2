using System.Text;
using System.Xml;
using System.Xml.Linq;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>How the results of a stylesheet are written, by its xsl:output. Immutable; serves all threads.</summary>
internal sealed class StylesheetOutput
{
    private static readonly string[] Formalities = ["standalone", "doctype-system", "doctype-public"];

    private readonly HashSet<DocumentType> _sections;
    private readonly bool _isOurs;
    private readonly XmlWriterSettings? _withoutFormalities;

    private StylesheetOutput(XmlWriterSettings settings, IReadOnlyList<XElement> outputs)
    {
        Settings = settings;
        _sections = [.. outputs.SelectMany(SectionsOf)];
        if (settings.OutputMethod != XmlOutputMethod.Xml || Array.Exists(Formalities, Says)) return;
        _isOurs = settings is { Encoding: UTF8Encoding, Indent: false };
        if (_isOurs || _sections.Count > 0) _withoutFormalities = new XmlWriterSettings
        {
            Encoding = settings.Encoding,
            Indent = settings.Indent,
            NewLineHandling = settings.NewLineHandling,
            NewLineChars = settings.NewLineChars,
            CheckCharacters = settings.CheckCharacters,
            ConformanceLevel = settings.ConformanceLevel,
        };
        bool Says(string name) => outputs.Any(output => output.Attribute(name) is not null);
    }

    /// <summary>The settings of the library's writer.</summary>
    public XmlWriterSettings Settings { get; }

    /// <summary>What xsl:output says, or what holds without it.</summary>
    /// <param name="files">The stylesheet.</param>
    /// <param name="compiled">The settings that its compiler gives.</param>
    public static StylesheetOutput Of(StylesheetFiles files, XmlWriterSettings compiled)
    {
        List<XElement> outputs =
        [
            .. files.Documents.SelectMany(d => d.Root!.Elements(XName.Get("output", StylesheetFiles.Xslt))),
        ];
        return new StylesheetOutput(SettingsOf(outputs, compiled), outputs);
    }

    /// <summary>What writes a result.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="depthMax">The deepest nesting of elements.</param>
    public ResultWriter CreateWriter(Stream target, int depthMax)
    {
        if (_withoutFormalities is not { } settings)
            return new ResultWriter(XmlWriter.Create(target, Settings), depthMax, []);

        // Ours takes what most maps give. The library's takes the rest, but writes namespaces into CDATA sections if it
        // is told of these: it is not.
        var xml = _isOurs ? new Utf8XmlWriter(target, settings) : XmlWriter.Create(target, settings);
        if (!Settings.OmitXmlDeclaration)
            xml.WriteRaw($"<?xml version=\"1.0\" encoding=\"{settings.Encoding.WebName}\"?>");
        return new ResultWriter(xml, depthMax, _sections);
    }

    // The compiler knows fewer encodings than we do, marks UTF-8, and replaces what an encoding cannot express.
    private static XmlWriterSettings SettingsOf(List<XElement> outputs, XmlWriterSettings compiled)
    {
        var settings = compiled.Clone();
        string? name = outputs.Select(e => e.Attribute("encoding")?.Value).LastOrDefault(n => n is not null);
        var encoding = name is null ? settings.Encoding : Charsets.Find(name) ?? settings.Encoding;
        settings.Encoding = encoding switch
        {
            UTF8Encoding => Charsets.Utf8,
            UnicodeEncoding utf16 => new UnicodeEncoding(utf16.CodePage == 1201, true, true),
            _ => encoding,
        };
        settings.CloseOutput = false;
        settings.CheckCharacters = settings.OutputMethod != XmlOutputMethod.Text;
        return settings;
    }

    private static IEnumerable<DocumentType> SectionsOf(XElement output)
    {
        string names = output.Attribute("cdata-section-elements")?.Value ?? "";
        foreach (string name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            var ns = colon < 0 ? output.GetDefaultNamespace() : output.GetNamespaceOfPrefix(name[..colon]);
            yield return new DocumentType(ns?.NamespaceName ?? "", name[(colon + 1)..]);
        }
    }
}
