namespace Viaduct.Server.Drills;

/// <summary>A process that wakes its parent, whatever becomes of everybody else.</summary>
internal interface IWaker : IDisposable
{
    /// <summary>The time runs from now on.</summary>
    void Begin();
}
