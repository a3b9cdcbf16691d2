using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Xsl;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>A compiled stylesheet. Immutable; serves all threads.</summary>
internal sealed class Stylesheet
{
    private readonly XslCompiledTransform _compiled;
    private readonly bool _hasMessages;

    private Stylesheet(string path, StylesheetFiles files, XslCompiledTransform compiled)
    {
        (Path, Files, _compiled) = (path, files.Bytes, compiled);
        (SourceMessageType, WhyNoSource) = SourceType.Of(files.Documents[0]);
        Output = StylesheetOutput.Of(files, compiled.OutputSettings!);
        _hasMessages = files.Documents.Any(
            document => document.Descendants(XName.Get("message", StylesheetFiles.Xslt)).Any());
        Fingerprint = FingerprintOf(path, files.Bytes);
    }

    /// <summary>The path of its main file.</summary>
    public string Path { get; }

    /// <summary>Its files by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; }

    /// <summary>The type of message that it takes, as far as it tells; else null.</summary>
    public string? SourceMessageType { get; }

    /// <summary>Why it does not tell; empty if it does.</summary>
    public string WhyNoSource { get; }

    /// <summary>How its result is written.</summary>
    public StylesheetOutput Output { get; }

    /// <summary>The same for the same files.</summary>
    public string Fingerprint { get; }

    /// <summary>Reads, checks and compiles a stylesheet.</summary>
    /// <exception cref="ComponentConfigurationException">It is not usable.</exception>
    public static Stylesheet Load(string path, IPackageFiles files)
    {
        path = Xml.Schemas.PackagePath.Normal(path);
        var read = StylesheetFiles.Read(path, files);
        StylesheetCheck.Check(read);
        return new Stylesheet(path, read, MapThreads.Run(() => Compile(path, read)));
    }

    /// <summary>Runs it on the calling thread.</summary>
    /// <param name="input">The document.</param>
    /// <param name="hear">Is told its messages.</param>
    /// <param name="output">Where the result goes.</param>
    /// <exception cref="XsltException">It fails.</exception>
    public void Transform(XmlReader input, Action<string> hear, XmlWriter output)
    {
        XsltArgumentList? arguments = null;
        if (_hasMessages)
        {
            arguments = new XsltArgumentList();
            arguments.XsltMessageEncountered += (_, e) => hear(e.Message);
        }

        _compiled.Transform(input, arguments, output, null);
    }

    private static XslCompiledTransform Compile(string path, StylesheetFiles files)
    {
        var compiled = new XslCompiledTransform();
        try
        {
            using var reader = files.Open(path);
            compiled.Load(reader, XsltSettings.Default, new PackageResolver(files));
            return compiled;
        }
        catch (XsltException e)
        {
            throw new ComponentConfigurationException(
                $"The stylesheet cannot be compiled: {Excerpt.OfSentence(e.Message)}",
                PackageResolver.PathOf(e.SourceUri) ?? path, e.LineNumber > 0 ? e.LineNumber : null, e);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or InvalidOperationException)
        {
            throw new ComponentConfigurationException(
                $"The stylesheet cannot be compiled: {Excerpt.OfSentence(e.Message)}", path, null, e);
        }
    }

    private static string FingerprintOf(string path, IReadOnlyDictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path + "\0"));
        foreach (var (name, bytes) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
