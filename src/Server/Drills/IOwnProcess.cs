namespace Viaduct.Server.Drills;

/// <summary>What a server does to its own process when a drill asks for it.</summary>
internal interface IOwnProcess
{
    /// <summary>True if the process can stand still and be woken again here.</summary>
    bool CanHang { get; }

    /// <summary>Starts the process that will wake this one, and waits until it is ready to.</summary>
    /// <param name="duration">After how long it wakes this one, counted from <see cref="IWaker.Begin"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="IOException">It cannot be started; this process must not hang then.</exception>
    Task<IWaker> StartWakerAsync(TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stops this process where it stands; returns when it has been woken.</summary>
    void Hang();

    /// <summary>Ends this process where it stands; does not return.</summary>
    void Kill();
}
