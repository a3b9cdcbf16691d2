namespace Viaduct.Compliance.Model;

/// <summary>A receipt of the model.</summary>
public sealed class ReceiptEntry
{
    public required DateTimeOffset At { get; init; }

    /// <summary>When its item was confirmed gone, or null.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
