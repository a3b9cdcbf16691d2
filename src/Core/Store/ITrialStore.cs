namespace Viaduct.Core.Store;

/// <summary>Versions that are tried on a share of what comes in. Rules 90 to 94 of the message box.</summary>
public interface ITrialStore
{
    /// <summary>
    /// Begins a trial, in one short transaction: 1. the candidate's package is kept under its hash, whatever becomes of
    /// the trial; 2. the trial has a number that was never used before; 3. every lane's route version rises, as by
    /// <see cref="IConfigurationStore.ActivateAsync"/>; 4. what is active, and since when, does not change; 5. nothing
    /// changes if a trial is under way, or another hash than the trial's base is active.
    /// </summary>
    /// <returns>The active configuration with the trial, or null if nothing changed.</returns>
    Task<ActiveConfiguration?> BeginAsync(TrialStart start, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a trial, in one short transaction: 1. once: nothing changes if there is no such trial or it has ended;
    /// 2. its outcome and reason are kept; 3. every lane's route version rises; 4. the candidate of one that is
    /// accepted is active from then on, and what is active does not change by one that is withdrawn.
    /// </summary>
    /// <returns>True if this call ended it.</returns>
    Task<bool> DecideAsync(TrialDecision decision, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a session has counted so far: 1. its last word counts, and outlives the session; 2. nothing changes
    /// if there is no such trial or it has ended.
    /// </summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="session">Who has counted.</param>
    /// <param name="counts">All that it has counted of the trial.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task CountAsync(long trial, SessionId session, TrialCounts counts, CancellationToken cancellationToken);

    /// <summary>
    /// The latest trial, under way or ended, with the sums of what its sessions have counted, in one snapshot; null if
    /// there was never one.
    /// </summary>
    Task<TrialReport?> GetLatestAsync(CancellationToken cancellationToken);
}
