namespace Viaduct.Client;

/// <summary>What a server does, after something was said of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it does now, one of <see cref="ServerStates"/>.</param>
/// <param name="Changed">False if that was said before already.</param>
public sealed record ServerChange(string Name, string State, bool Changed)
{
    /// <summary>What nobody does any more since then; null if all goes on.</summary>
    public string? Warning { get; init; }
}
