namespace Viaduct.Cli.Demo;

/// <summary>How far a run is.</summary>
/// <param name="In">Files put in.</param>
/// <param name="InOf">Files that will be put in.</param>
/// <param name="Delivered">Files in the folders of the send ports.</param>
/// <param name="DeliveredOf">Files that must come to lie there.</param>
/// <param name="Suspended">Suspended items.</param>
/// <param name="SuspendedOf">Items that must be suspended.</param>
internal sealed record DemoCounts(
    int In, int InOf, int Delivered, int DeliveredOf, long Suspended, int SuspendedOf);
