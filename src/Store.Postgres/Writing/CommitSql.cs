namespace Viaduct.Store.Postgres.Writing;

/// <summary>
/// The statements of a commit, in the order in which they are sent. Arrays: one text for each slot of a ring.
/// </summary>
internal static class CommitSql
{
    public static readonly string Fence = Sql.Read("CommitFence");
    public static readonly string ReaderFence = Sql.Read("CommitReaderFence");
    public static readonly string OpenItemFence = Sql.Read("CommitOpenItemFence");
    public static readonly string LeaseFence = Sql.Read("CommitLeaseFence");
    public static readonly string[] Segment = Sql.ReadPerSlot("CommitSegment");
    public static readonly string[] Reference = Sql.ReadPerSlot("CommitReference");
    public static readonly string[] Progress = Sql.ReadPerSlot("CommitProgress");
    public static readonly string[] Transmit = Sql.ReadPerSlot("CommitTransmit");
    public static readonly string ReceiptClosed = Sql.Read("CommitReceiptClosed");
    public static readonly string Receipt = Sql.Read("CommitReceipt");
    public static readonly string ReceiptReopened = Sql.Read("CommitReceiptReopened");
    public static readonly string ClaimAdded = Sql.Read("CommitClaimAdded");
    public static readonly string ClaimRemoved = Sql.Read("CommitClaimRemoved");
    public static readonly string OpenItemAdded = Sql.Read("CommitOpenItemAdded");
    public static readonly string OpenItemBody = Sql.Read("CommitOpenItemBody");
    public static readonly string OpenItemChanged = Sql.Read("CommitOpenItemChanged");
    public static readonly string OpenItemRemoved = Sql.Read("CommitOpenItemRemoved");
    public static readonly string BodyPublished = Sql.Read("CommitBodyPublished");
    public static readonly string[][] TrackedBodies = Sql.ReadPerTrackingSlot("CommitTrackedBodies");
    public static readonly string BodyKept = Sql.Read("CommitBodyKept");
    public static readonly string[][] Tracking = Sql.ReadPerTrackingSlot("CommitTracking");
}
