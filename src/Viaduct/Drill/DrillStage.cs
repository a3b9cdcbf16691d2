namespace Viaduct.Cli.Drill;

/// <summary>What a drill works with once it has begun.</summary>
/// <param name="Id">The drill.</param>
/// <param name="Options">What its user wants.</param>
/// <param name="Scene">What it found.</param>
/// <param name="Group">The servers.</param>
/// <param name="Log">What is put in and arrives.</param>
/// <param name="Collector">The far side.</param>
internal sealed record DrillStage(
    Guid Id, DrillOptions Options, DrillScene Scene, DrillGroup Group, ProbeLog Log, ProbeCollector Collector);
