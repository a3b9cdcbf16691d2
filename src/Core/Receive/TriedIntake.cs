using Viaduct.Core.Trials;

namespace Viaduct.Core.Receive;

/// <summary>The way of a version that is tried, beside that of its base.</summary>
/// <param name="Intake">The way.</param>
/// <param name="Share">Tells whose interchanges it is for.</param>
internal sealed record TriedIntake(LocationIntake Intake, TrialShare Share);
