namespace Viaduct.Compliance.Citations;

/// <summary>The test plays one of the schedules that break a message box: <c>1a</c>, <c>7 (i)</c>.</summary>
public sealed class ScheduleAttribute(params string[] names) : CitationAttribute("schedule", names);
