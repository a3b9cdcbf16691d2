using System.Text;
using System.Xml.Linq;
using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Demo;

/// <summary>Files that are wrong on purpose, each in another way, and the reason they must be suspended with.</summary>
internal static class BadFiles
{
    private static readonly XNamespace O = "urn:viaduct:samples:orders";

    private static readonly Func<int, Random, DemoFile>[] Kinds =
    [
        CutOff, NegativeQuantity, UnknownRoot, EntityBomb, WrongEncoding, Empty, VesselNotices.Unwanted,
        CallOffs.UnknownTag,
    ];

    /// <summary>How many ways to be wrong there are.</summary>
    public static int KindCount => Kinds.Length;

    /// <summary>A bad file of a kind.</summary>
    public static DemoFile Make(int kind, int number, Random random) => Kinds[kind % Kinds.Length](number, random);

    private static DemoFile CutOff(int number, Random random)
    {
        byte[] whole = Order(number, random);
        return Bad(number, whole[..(whole.Length * 2 / 3)], FailureCodes.BadInput, "XML that ends in the middle");
    }

    private static DemoFile NegativeQuantity(int number, Random random)
    {
        var document = PurchaseOrders.Document(number, random);
        document.Root!.Element(O + "Line")!.Element(O + "Quantity")!.Value = "-5";
        byte[] bytes = XmlText.Encode(document, Encoding.UTF8);
        return Bad(number, bytes, FailureCodes.Invalid, "an order that its schema forbids");
    }

    private static DemoFile UnknownRoot(int number, Random random)
    {
        string text = $"<Complaint xmlns=\"urn:nobody:knows\"><Number>{number}-{random.Next()}</Number></Complaint>";
        return Bad(number, Encoding.UTF8.GetBytes(text), FailureCodes.UnknownDocument, "a document of unknown type");
    }

    private static DemoFile EntityBomb(int number, Random random)
    {
        string text = $"""
            <!DOCTYPE PurchaseOrder [ <!ENTITY a "{random.Next()}"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"> ]>
            <PurchaseOrder xmlns="urn:viaduct:samples:orders" priority="normal">&b;</PurchaseOrder>
            """;
        return Bad(number, Encoding.UTF8.GetBytes(text), FailureCodes.BadInput, "XML with a document type definition");
    }

    private static DemoFile WrongEncoding(int number, Random random)
    {
        byte[] bytes = Order(number, random);
        int at = bytes.AsSpan().IndexOf("<o:Number>"u8) + "<o:Number>".Length;
        // 0xFF is no part of any character in UTF-8.
        bytes[at] = 0xFF;
        return Bad(number, bytes, FailureCodes.BadInput, "bytes that are not of the declared encoding");
    }

    private static DemoFile Empty(int number, Random random) =>
        Bad(number, [], FailureCodes.EmptyInput, "an empty file");

    private static byte[] Order(int number, Random random) =>
        XmlText.Encode(PurchaseOrders.Document(number, random), new UTF8Encoding(false));

    private static DemoFile Bad(int number, byte[] bytes, string code, string flaw) =>
        new(PurchaseOrders.Folder, $"bad-order-{number:000000}.xml", bytes) { FailureCode = code, Flaw = flaw };
}
