using System.Text;
using Viaduct.Adapters.File;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Messages;

namespace Viaduct.Server.Configuration.Reference;

/// <summary>Writes the reference page of the properties and of the macros of file names.</summary>
internal static class PropertiesPage
{
    private const string Intro =
        """
        # Properties and macros

        <!-- Generated from the code by a test of Server.Tests; run it with VIADUCT_REGENERATE=1 after a change. -->

        What a message carries beside its parts. A **promoted** property can be named in a
        [filter](../concepts/routing.md); one that is written only travels along and is shown by
        `viaduct messages show`. `receivePort`, `sendPort` and `messageType` are short for `BTS.ReceivePortName`,
        `BTS.SPName` and `BTS.MessageType`. Properties of your own are declared under `propertySchemas`
        ([configuration](configuration.md)).

        """;

    /// <summary>What the system sets, in BizTalk's namespace.</summary>
    internal static readonly IReadOnlyList<AdapterProperty> System =
    [
        Of(SystemProperties.MessageType, true,
            "Target namespace, # and root name of the document; set by disassemblers."),
        Of(SystemProperties.ReceivePortName, true, "The receive port."),
        Of(SystemProperties.ReceiveLocationName, false, "The receive location."),
        Of(SystemProperties.InboundTransportType, true, "The adapter that the message came in by, for example FILE."),
        Of(SystemProperties.InboundTransportLocation, true, "The address that the message came in at."),
        Of(SystemProperties.InterchangeSequenceNumber, true, "The place of the message in its source item, from 1.",
            PropertyValueKind.Number),
        Of(SystemProperties.MessageId, false, "The message's id."),
        Of(SystemProperties.InterchangeId, false, "The id of the source item that the message came in."),
        Of(SystemProperties.SendPortName, true, "The two-way send port that got the response which the message is."),
        Of(SystemProperties.OutboundTransportType, true, "The adapter of a dynamic send, if something sets it."),
        Of(SystemProperties.OutboundTransportLocation, true, "The address of a dynamic send, if something sets it."),
        Of(SystemProperties.Operation, true, "The operation of a two-way exchange, if something sets it."),
        Of(SystemProperties.CorrelationToken, false, "Who waits for the response to a request, on both."),
        Of(SystemProperties.RouteDirect, true, "True on a response that goes to whoever waits for it.",
            PropertyValueKind.Boolean),
        Of(SystemProperties.AckType, true, "NACK on what tells whoever waits that there will be no response."),
        Of(SystemProperties.AckFailureCode, true, "The failure code, on a NACK."),
        Of(SystemProperties.AckDescription, false, "Why there will be no response, on a NACK."),
        Of(SystemProperties.TraceParent, false, "The trace that the message belongs to, as in the header traceparent."),
        Of(SystemProperties.TraceState, false, "What else tracing says of it, as in the header tracestate."),
    ];

    /// <summary>The page in Markdown, the same for the same catalog.</summary>
    public static string Write(RuntimeCatalog catalog)
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        Table(page, "System properties", System);
        foreach (var adapter in catalog.Adapters.Where(adapter => adapter.Properties.Count > 0))
            Table(page, $"Adapter {adapter.Name}", adapter.Properties);
        page.Append("\n## Macros of file names\n\n`fileName` of a send port of the adapter file may hold these. "
            + "Case does not matter. All come from the\nmessage, so that every attempt gives the same name.\n\n"
            + "| macro | value |\n|---|---|\n");
        foreach (var (name, meaning) in FileNameMacros.All) page.Append($"| `%{name}%` | {meaning} |\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, string title, IReadOnlyList<AdapterProperty> properties)
    {
        page.Append($"\n## {title}\n\nNamespace `{properties[0].Key.Namespace}`.\n\n");
        page.Append("| property | type | promoted | meaning |\n|---|---|---|---|\n");
        foreach (var property in properties)
            page.Append($"| `{property.Prefix}.{property.Key.Name}` | {Word(property.Kind)} | "
                + $"{(property.Promoted ? "yes" : "no")} | {property.Description} |\n");
    }

    /// <summary>What a kind of values is called.</summary>
    public static string Word(PropertyValueKind kind) => kind switch
    {
        PropertyValueKind.Number => "number",
        PropertyValueKind.Instant => "date and time",
        PropertyValueKind.Boolean => "truth",
        _ => "text",
    };

    private static AdapterProperty Of(
        PropertyKey key, bool promoted, string description, PropertyValueKind kind = PropertyValueKind.String) =>
        new("BTS", key, kind, promoted, description);
}
