namespace Viaduct.Formats.Tests.Support;

/// <summary>Envelope schemas as BizTalk's editor writes them, and envelopes with orders in them.</summary>
internal static class Envelopes
{
    public const string Namespace = "urn:envelope";

    private const string AnyContent =
        "<xs:sequence><xs:any minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"lax\" /></xs:sequence>";

    /// <summary>The path of elements of the envelope's namespace, as BizTalk writes it.</summary>
    public static string Path(params string[] names) => string.Concat(
        names.Select(name => $"/*[local-name()='{name}' and namespace-uri()='{Namespace}']"));

    /// <summary>A schema of envelopes: each root with its body's path (empty for none) and its type.</summary>
    public static string Schema(params (string Root, string BodyPath, string Type)[] roots) => Schemas.Of(
        $"targetNamespace=\"{Namespace}\" xmlns=\"{Namespace}\" elementFormDefault=\"qualified\"",
        "<xs:annotation><xs:appinfo><b:schemaInfo is_envelope=\"yes\" /><b:imports><b:namespace prefix=\"ns0\" "
            + $"uri=\"{Schemas.Properties}\" location=\".\\Properties.xsd\" /></b:imports></xs:appinfo>"
            + "</xs:annotation>\n"
            + string.Join('\n', roots.Select(root => $"<xs:element name=\"{root.Root}\"><xs:annotation><xs:appinfo>"
                + (root.BodyPath.Length == 0 ? "" : $"<b:recordInfo body_xpath=\"{root.BodyPath}\" />")
                + $"{PropertiesOf(root.Type)}</xs:appinfo></xs:annotation>{TypeOf(root.Type)}</xs:element>")));

    /// <summary>A batch: a sender, orders, and what follows them; sender and number are promoted.</summary>
    public static string Batch { get; } = Schema(("Batch", Path("Batch", "Orders"), "batch"));

    /// <summary>A package with the schemas of batches, orders and properties.</summary>
    public static MemoryPackage Package(string? envelope = null) => Schemas
        .Package(
            Schemas.Promoted("Number", Schemas.Path("Id")),
            "<xs:complexType><xs:sequence><xs:element name=\"Id\" type=\"xs:int\" /><xs:any minOccurs=\"0\" "
                + "maxOccurs=\"unbounded\" processContents=\"lax\" /></xs:sequence></xs:complexType>")
        .Add("schemas/Envelope.xsd", envelope ?? Batch);

    /// <summary>A batch with this in its body.</summary>
    public static string BatchOf(string body) =>
        $"<b:Batch xmlns:b='{Namespace}' no='7'>\n<b:From>ACME</b:From>\n<b:Orders>\n{body}\n</b:Orders>\n"
            + "<b:Total>1</b:Total></b:Batch>";

    /// <summary>An order, on one line.</summary>
    public static string Order(string id, string more = "") =>
        $"<o:Order xmlns:o='{Schemas.Order}'><Id>{id}</Id>{more}</o:Order>";

    private static string PropertiesOf(string type) => type != "batch" ? "" :
        "<b:properties>" + Schemas.Promoted("Text", Path("Batch", "From"))
            + Schemas.Promoted("Count", Path("Batch") + "/@*[local-name()='no' and namespace-uri()='']")
            + "</b:properties>";

    private static string TypeOf(string type) => type != "batch"
        ? $"<xs:complexType>{AnyContent}</xs:complexType>"
        : "<xs:complexType><xs:sequence><xs:element name=\"From\" type=\"xs:string\" /><xs:element name=\"Note\" "
            + "type=\"xs:string\" minOccurs=\"0\" /><xs:element name=\"Orders\"><xs:complexType>" + AnyContent
            + "</xs:complexType></xs:element><xs:element name=\"Total\" type=\"xs:decimal\" default=\"0\" />"
            + "</xs:sequence><xs:attribute name=\"no\" type=\"xs:int\" /></xs:complexType>";
}
