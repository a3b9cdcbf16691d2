namespace Viaduct.Formats.Tests.Support;

/// <summary>Schemas as BizTalk's editor writes them.</summary>
internal static class Schemas
{
    public const string Order = "urn:order";
    public const string Properties = "urn:order:properties";
    public const string Distinguished = "http://schemas.microsoft.com/BizTalk/2003/btsDistinguishedFields";

    private const string Xs = "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"";
    private const string B = "xmlns:b=\"http://schemas.microsoft.com/BizTalk/2003\"";

    /// <summary>Any schema: the attributes of the root and what is in it.</summary>
    public static string Of(string attributes, string content) =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<xs:schema {Xs} {B} {attributes}>\n{content}\n</xs:schema>";

    /// <summary>A property schema: name and type of each property.</summary>
    public static string PropertySchema(string ns, params (string Name, string Type)[] properties) => Of(
        $"targetNamespace=\"{ns}\"",
        "<xs:annotation><xs:appinfo><b:schemaInfo schema_type=\"property\" /></xs:appinfo></xs:annotation>\n"
            + string.Join('\n', properties.Select(property =>
                $"<xs:element name=\"{property.Name}\" type=\"{property.Type}\"><xs:annotation><xs:appinfo>"
                    + "<b:fieldInfo propertyGuid=\"60dfb705-5cbb-4fd7-859c-cf3f6b9ae38b\" propSchFieldBase="
                    + "\"MessageDataPropertyBase\" /></xs:appinfo></xs:annotation></xs:element>")));

    /// <summary>A document schema with one root, whose annotation and type are given.</summary>
    public static string Document(string properties, string type, string location = @".\Properties.xsd") => Of(
        $"targetNamespace=\"{Order}\" xmlns=\"{Order}\"",
        $"<xs:annotation><xs:appinfo><b:imports><b:namespace prefix=\"ns0\" uri=\"{Properties}\" "
            + $"location=\"{location}\" /></b:imports></xs:appinfo></xs:annotation>\n"
            + $"<xs:element name=\"Order\"><xs:annotation><xs:appinfo><b:properties>{properties}</b:properties>"
            + $"</xs:appinfo></xs:annotation>{type}</xs:element>");

    /// <summary>One promoted property.</summary>
    public static string Promoted(string name, string xpath) =>
        $"<b:property name=\"ns0:{name}\" xpath=\"{xpath}\" />\n";

    /// <summary>One distinguished field.</summary>
    public static string Field(string xpath) => $"<b:property distinguished=\"true\" xpath=\"{xpath}\" />\n";

    /// <summary>The path of nodes below the root, as BizTalk writes it; those with @ are attributes.</summary>
    public static string Path(params string[] names) =>
        $"/*[local-name()='Order' and namespace-uri()='{Order}']" + string.Concat(names.Select(name =>
            name.StartsWith('@')
                ? $"/@*[local-name()='{name[1..]}' and namespace-uri()='']"
                : $"/*[local-name()='{name}' and namespace-uri()='']"));

    /// <summary>A package with the property schema of all types, and one document schema that promotes.</summary>
    public static MemoryPackage Package(string properties, string type) => new MemoryPackage()
        .Add("schemas/Properties.xsd", PropertySchema(
            Properties,
            ("Text", "xs:string"),
            ("Number", "xs:decimal"),
            ("Count", "xs:int"),
            ("Ratio", "xs:double"),
            ("At", "xs:dateTime"),
            ("Day", "xs:date"),
            ("Flag", "xs:boolean"),
            ("Clock", "xs:time")))
        .Add("schemas/Order.xsd", Document(properties, type));
}
