using System.Text;
using Viaduct.Client;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Keeps the reports of drills, and gives them back as they were written.</summary>
/// <param name="store">The store, opened.</param>
internal sealed class DrillOperations(IStore store)
{
    private const int KeptMax = 1_000;
    private const int WordLengthMax = 50;
    private const int NameLengthMax = 200;

    /// <summary>Keeps a report.</summary>
    public async Task<DrillKept> KeepAsync(DrillReport report, CancellationToken cancellationToken)
    {
        Check(report);
        byte[] bytes = Encoding.UTF8.GetBytes(DrillSeal.Write(report));
        if (bytes.Length > IDrillStore.ReportBytesMax)
            throw Problems.Refuse(
                ProblemCodes.TooLarge, $"A report may have at most {IDrillStore.ReportBytesMax:N0} bytes.");
        var row = new DrillRow(
            report.Id, report.StartedAt, report.Fault.Kind, report.Fault.Server, report.Verdict, report.By);
        return new DrillKept(report.Id, await store.Drills.AddAsync(row, bytes, KeptMax, cancellationToken));
    }

    /// <summary>Those that began last.</summary>
    public async Task<IReadOnlyList<DrillSummary>> ListAsync(int limit, CancellationToken cancellationToken) =>
    [
        .. (await store.Drills.ListAsync(Math.Clamp(limit, 1, PageOptions.LimitMax), cancellationToken)).Select(
            drill => new DrillSummary(
                drill.Id, drill.StartedAt, drill.Kind, drill.Server, drill.Verdict, drill.By)),
    ];

    /// <summary>A report.</summary>
    public async Task<DrillReport> GetAsync(Guid id, CancellationToken cancellationToken)
    {
        byte[] bytes = await store.Drills.GetAsync(id, cancellationToken) ?? throw Problems.Refuse(
            ProblemCodes.NotFound,
            $"No report of a drill {id} is kept. 'viaduct drill list' shows those that are; of more than {KeptMax:N0} "
            + "the oldest ones are removed.");
        return DrillSeal.Read(Encoding.UTF8.GetString(bytes)) ?? throw Problems.Refuse(
            ProblemCodes.Conflict, $"The report of drill {id} was written by another version of Viaduct: ask a "
            + "server of that version for it.");
    }

    // PostgreSQL keeps none in a text.
    private static bool HasZero(string text) => text.Contains('\0', StringComparison.Ordinal);

    private static void Check(DrillReport report)
    {
        string? wrong = report switch
        {
            { Fault: null } or { Probe: null } or { Servers: null } or { Preview: null } or { Observations: null }
                or { Assertions: null } or { Findings: null } => "The report lacks a part.",
            { Format: not 1 } => $"Format {report.Format} is not known here.",
            { Verdict: null or "" or { Length: > WordLengthMax } } => "verdict is empty or too long.",
            { Fault.Kind: null or "" or { Length: > WordLengthMax } } => "fault.kind is empty or too long.",
            { Fault.Server: null or { Length: > NameLengthMax } } => "fault.server is missing or too long.",
            { By: null or "" or { Length: > NameLengthMax } } => "by is empty or too long.",
            _ when new[] { report.Verdict, report.Fault.Kind, report.Fault.Server, report.By }.Any(HasZero) =>
                "verdict, fault.kind, fault.server and by have no character zero.",
            _ => DrillSeal.IsIntact(report) ? null : "The hash does not fit the report: it was changed since.",
        };
        if (wrong is not null) throw Problems.BadRequest(wrong);
    }
}
