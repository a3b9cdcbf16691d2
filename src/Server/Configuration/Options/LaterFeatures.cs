using System.Collections.Frozen;
using Viaduct.Server.Configuration.Documents;

namespace Viaduct.Server.Configuration.Options;

/// <summary>
/// Keys of features that do not exist yet. They are refused by name: somebody who writes one knows the feature, and
/// must not believe that it works.
/// </summary>
internal static class LaterFeatures
{
    private const string TwoWay = "The key of two-way ports is twoWay: true.";
    private const string Dynamic = "Dynamic send ports come in a later version; the address is fixed now.";
    private const string Order = "The key of ordered delivery is order, with per: port or a property beneath.";
    private const string Windows = "Service windows and schedules come in a later version; ports work at any time now.";
    private const string Failed = "Failed message routing comes in a later version; failed messages are suspended now.";
    private const string Throttling = "Throttling settings come in a later version; limits are built in now.";
    private const string Acknowledgements =
        "Acknowledgements come in a later version; outcomes are in the tracking now.";
    private const string Priority = "Priorities come in a later version; messages are equal now.";
    private const string Parties = "Parties and agreements come in a later version.";
    private const string Orchestrations = "Orchestrations come in a later version; messages are routed by filters now.";
    private const string Clusters = "The key of clustered hosts is cluster, with its group beneath.";
    private const string Needs = "What a clustered host needs, and how often it is tried, comes in a later version; a "
        + "server that is not to have it is drained now.";
    private const string ClusterCommands = "Commands of clustered hosts come in a later version.";

    private static readonly FrozenDictionary<string, string> Everywhere =
        new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["requestResponse"] = TwoWay,
        ["solicitResponse"] = TwoWay,
        ["response"] = TwoWay,
        ["ordered"] = Order,
        ["orderedDelivery"] = Order,
        ["backup"] = "Backup transports come in a later version; after the retries a message is suspended now.",
        ["serviceWindow"] = Windows,
        ["schedule"] = Windows,
        ["failedMessageRouting"] = Failed,
        ["routeFailedMessage"] = Failed,
        ["routeFailedMessages"] = Failed,
        ["priority"] = Priority,
        ["throttling"] = Throttling,
        ["throttle"] = Throttling,
        ["acknowledge"] = Acknowledgements,
        ["acknowledgements"] = Acknowledgements,
        ["deliveryNotification"] = Acknowledgements,
        ["parties"] = Parties,
        ["agreements"] = Parties,
        ["orchestrations"] = Orchestrations,
        ["editAndResubmit"] = "Edit-and-resubmit comes in a later version; a suspended message is resumed as it is.",
        ["clusters"] = Clusters,
        ["clusterGroups"] = Clusters,
        ["clustered"] = Clusters,
        ["needs"] = Needs,
        ["restart"] = Needs,
        ["activate"] = ClusterCommands,
        ["deactivate"] = ClusterCommands,
        ["isolated"] = "Isolated hosts come in a later version; HTTP is received in any host now.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Adapters =
        new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["soap"] = "SOAP",
        ["ftp"] = "FTP",
        ["sftp"] = "SFTP",
        ["pop3"] = "POP3",
        ["imap"] = "IMAP",
        ["smtp"] = "SMTP",
        ["mail"] = "mail",
        ["sql"] = "SQL",
        ["rabbitMq"] = "RabbitMQ",
        ["timer"] = "timer",
        ["sap"] = "SAP",
        ["msmq"] = "MSMQ",
        ["mllp"] = "MLLP",
        ["as2"] = "AS2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Components =
        new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["flatFile"] = "Flat files come",
        ["validateJson"] = "JSON Schema comes",
        ["mime"] = "MIME and S/MIME come",
        ["edi"] = "EDI comes",
        ["x12"] = "X12 comes",
        ["edifact"] = "EDIFACT comes",
        ["hl7"] = "HL7 comes",
        ["as2"] = "AS2 comes",
        ["zip"] = "Compression comes",
        ["envelope"] = "Envelopes and debatching come",
        ["debatch"] = "Envelopes and debatching come",
        ["partyResolution"] = "Parties come",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A sentence on the feature that a key of a configuration record stands for, or null.</summary>
    public static string? Find(Type record, string key) =>
        record.Namespace == typeof(GroupConfig).Namespace ? Everywhere.GetValueOrDefault(key) : null;

    /// <summary>A sentence on an adapter that does not exist yet, or null.</summary>
    public static string? FindAdapter(string name) => Adapters.TryGetValue(name, out string? shown)
        ? $"The adapter for {shown} comes in a later version."
        : null;

    /// <summary>A sentence on a pipeline component that does not exist yet, or null.</summary>
    public static string? FindComponent(string name) => Components.TryGetValue(name, out string? subject)
        ? $"{subject} in a later version."
        : null;
}
