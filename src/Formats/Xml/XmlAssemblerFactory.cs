using System.Text;
using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Envelopes;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>Makes the component <c>xmlAssemble</c>.</summary>
internal sealed class XmlAssemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "xmlAssemble";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Assemble;

    /// <inheritdoc/>
    public string Description =>
        "Writes XML documents in the encoding and form that the receiver wants, if wanted in an envelope.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(XmlAssembleOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        ((XmlAssembleOptions)options).Envelope is { Length: > 0 } envelope
            ? SchemaPackage.FilesOf([envelope], files)
            : [];

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var xml = (XmlAssembleOptions)options;
        var envelope = xml.Envelope.Length == 0
            ? null
            : EnvelopeTemplate.Load(xml.Envelope, xml.EnvelopeRoot, resources.Files);
        return new XmlAssembler(xml, EncodingOf(xml.Charset), InstructionsOf(xml.ProcessingInstructions), envelope);
    }

    private static Encoding? EncodingOf(string charset) => charset == XmlAssembler.SourceCharset
        ? null
        : Charsets.Find(charset) ?? throw new ComponentConfigurationException(
            $"xmlAssemble: the charset '{charset}' is not known. Use an IANA name such as utf-8, utf-16, iso-8859-1 or "
                + $"windows-1252, a code page number, or {XmlAssembler.SourceCharset}.");

    private static List<(string Target, string Text)> InstructionsOf(string text)
    {
        var instructions = new List<(string, string)>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings
            {
                ConformanceLevel = ConformanceLevel.Fragment,
                DtdProcessing = DtdProcessing.Prohibit,
                IgnoreWhitespace = true,
            });
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.ProcessingInstruction || reader.Name.Contains(':'))
                    throw new XmlException($"A node of type {reader.NodeType} is none.");
                instructions.Add((reader.Name, reader.Value));
            }
        }
        catch (XmlException e)
        {
            throw new ComponentConfigurationException(
                $"xmlAssemble: processingInstructions must be processing instructions only, such as <?name text?>: "
                    + $"{e.Message}",
                inner: e);
        }

        return instructions;
    }
}
