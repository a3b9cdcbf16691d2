using System.Globalization;
using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>The attributes of one annotation of BizTalk's, read with their types.</summary>
internal sealed class Annotation
{
    private const int NumberMax = 100_000_000;
    private const int TextMax = 256;

    private readonly XmlElement? _element;
    private readonly string _file;
    private readonly int _line;

    private Annotation(XmlElement? element, string file, int line) => (_element, _file, _line) = (element, file, line);

    /// <summary>True if the schema has it.</summary>
    public bool Exists => _element is not null;

    /// <summary>The annotation of a node; that at a reference goes before that of what it refers to.</summary>
    public static Annotation Of(string name, string file, XmlSchemaAnnotated node, XmlSchemaAnnotated? referred = null)
    {
        var element = SchemaFile.AnnotationsOf(node.Annotation, name).FirstOrDefault()
            ?? SchemaFile.AnnotationsOf(referred?.Annotation, name).FirstOrDefault();
        return new Annotation(element, file, node.LineNumber);
    }

    /// <summary>The annotation of a schema.</summary>
    public static Annotation Of(SchemaFile file)
    {
        var found = file.Schema.Items.OfType<XmlSchemaAnnotation>()
            .SelectMany(annotation => SchemaFile.AnnotationsOf(annotation, "schemaInfo")).FirstOrDefault();
        return new Annotation(found, file.Path, 1);
    }

    /// <summary>The text of an attribute, or null if it is not there.</summary>
    public string? Text(string name) => _element?.HasAttribute(name) == true ? _element.GetAttribute(name) : null;

    /// <summary>True or false, in any spelling that editors write.</summary>
    public bool Flag(string name, bool fallback) => Text(name)?.Trim().ToUpperInvariant() switch
    {
        null or "" => fallback,
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        var other => throw Wrong(name, other, "true or false"),
    };

    /// <summary>A number of characters, bytes or places.</summary>
    public int? Number(string name)
    {
        string? text = Text(name)?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= NumberMax
            ? number
            : throw Wrong(name, text, $"a number from 0 to {NumberMax:N0}");
    }

    /// <summary>
    /// A delimiter, pad, wrap or escape character: text or hexadecimal by its type attribute, or that of the schema.
    /// </summary>
    /// <param name="name">The attribute.</param>
    /// <param name="defaults">The schema's annotation, and its attribute for the default.</param>
    public string Characters(string name, (Annotation Schema, string Name) defaults)
    {
        string? text = Text(name);
        return Text($"{name}_type")?.Trim() switch
        {
            "hex" when !string.IsNullOrEmpty(text) => Hexadecimal(name, text),
            "default" => defaults.Schema.Default(defaults.Name),
            "none" => "",
            _ => Checked(name, text ?? ""),
        };
    }

    /// <summary>A default of the schema; its type attribute has no "default_" in front.</summary>
    public string Default(string name)
    {
        string? text = Text(name);
        string type = name.Replace("default_", "", StringComparison.Ordinal) + "_type";
        if (string.IsNullOrEmpty(text)) return "";
        return (Text(type) ?? Text($"{name}_type"))?.Trim() == "hex"
            ? Hexadecimal(name, text)
            : Checked(name, text);
    }

    /// <summary>What is wrong with an attribute.</summary>
    public ComponentConfigurationException Wrong(string name, string value, string expected) => new(
        $"The annotation {name}=\"{value}\" cannot be used: {expected} is expected.", _file, _line);

    // '0xD 0xA', '0x0D,0x0A', '0x0D0A', '0D 0A', '0x0d0x0a'
    private string Hexadecimal(string name, string text)
    {
        var result = new List<char>();
        string spaced = text.Replace("0x", " ", StringComparison.OrdinalIgnoreCase);
        foreach (string part in spaced.Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            string digits = part.Length % 2 == 0 ? part : "0" + part;
            for (int i = 0; i < digits.Length; i += 2)
            {
                if (!byte.TryParse(
                    digits.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
                    throw Wrong(name, text, "hexadecimal numbers of characters, such as 0x0D 0x0A");
                result.Add((char)value);
            }
        }

        return Checked(name, new string([.. result]));
    }

    private string Checked(string name, string text) => text.Length <= TextMax
        ? text
        : throw Wrong(name, text[..20] + "…", $"at most {TextMax} characters");
}
