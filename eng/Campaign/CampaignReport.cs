using System.Text;
using System.Text.Json;
using Viaduct.Campaign.Histories;

namespace Viaduct.Campaign;

/// <summary>What a campaign has shown.</summary>
internal sealed record CampaignReport
{
    private const int ShownMost = 50;
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>The store.</summary>
    public required string Store { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many servers.</summary>
    public required int Servers { get; init; }

    /// <summary>How many faults were caused, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    /// <summary>How many messages were accepted.</summary>
    public required int Accepted { get; init; }

    /// <summary>How many effects they had.</summary>
    public required int Effects { get; init; }

    /// <summary>How many responses were given.</summary>
    public required int Responses { get; init; }

    /// <summary>How many messages the group has suspended, by failure code.</summary>
    public required IReadOnlyDictionary<string, int> Suspended { get; init; }

    /// <summary>How often a server took over from another.</summary>
    public required int Takeovers { get; init; }

    /// <summary>How often because the other showed no sign of life.</summary>
    public required int TakeoversFromHanging { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>What must not be.</summary>
    public required IReadOnlyList<Violation> Violations { get; init; }

    /// <summary>Where logs and history lie; null if they were removed.</summary>
    public string? Folder { get; init; }

    /// <summary>The command that runs the same plan again.</summary>
    public required string Replay { get; init; }

    /// <summary>One object.</summary>
    public string Json => JsonSerializer.Serialize(this, Pretty);

    /// <summary>For a reader.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder()
                .Append($"{Store}, seed {Seed}: ")
                .AppendLine($"{Faults.Values.Sum()} faults over {Servers} servers in {Seconds:N0} s")
                .AppendLine($"faults       {Counts(Faults)}")
                .AppendLine($"accepted     {Accepted:N0} messages, {Effects:N0} effects, {Responses:N0} responses")
                .AppendLine($"takeovers    {Takeovers}, {TakeoversFromHanging} from servers without a sign of life")
                .AppendLine($"suspended    {(Suspended.Count == 0 ? "nothing" : Counts(Suspended))}")
                .AppendLine($"violations   {Violations.Count}");
            foreach (var violation in Violations.Take(ShownMost)) Append(text, violation);
            if (Violations.Count > ShownMost) text.AppendLine($"  and {Violations.Count - ShownMost} more");
            if (Folder is not null) text.AppendLine($"kept         {Folder}");
            if (Violations.Count > 0) text.AppendLine($"again        {Replay}");
            return text.ToString();
        }
    }

    private static void Append(StringBuilder text, Violation violation)
    {
        string where = $"{violation.Id} {violation.Port}".Trim();
        text.AppendLine($"  {violation.Kind}{(where.Length > 0 ? $" {where}" : "")}: {violation.Text}");
        foreach (string fault in violation.Faults) text.AppendLine($"      beside {fault}");
    }

    private static string Counts(IReadOnlyDictionary<string, int> counts) =>
        string.Join(
            ", ", counts.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}"));
}
